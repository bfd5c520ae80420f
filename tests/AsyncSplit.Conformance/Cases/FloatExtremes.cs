using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Not-a-number, infinities and negative zero of every kind, as locals, members, elements, keys, arguments and results.
[Case]
public partial class FloatExtremes(IProbe probe, IFloatExtremesEcho echo)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        double[] doubles = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon];
        float[] floats = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon];
        Half[] halves = [Half.NaN, Half.PositiveInfinity, Half.NegativeInfinity, Half.NegativeZero, Half.Epsilon];
        decimal[] decimals = [decimal.Negate(0.00m), 1.500m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m];
        var held = new FloatExtremesHeld(doubles[n], floats[n]) { Exact = decimals[n] };
        var byNumber = new Dictionary<double, float> { [doubles[n]] = floats[n] };
        var complex = new System.Numerics.Complex(doubles[n], -doubles[n]);
        double? maybe = n == 0 ? null : doubles[n];
        var returned = await echo.Back(doubles[n], halves[n], decimals[n]);
        await probe.Note("held");
        return string.Join(' ', Bits(held.Double), Bits(held.Single), Bits(held.Exact), Bits(byNumber.Keys.Single()), Bits(byNumber.Values.Single()), Bits(complex.Real), Bits(complex.Imaginary),
            Bits(maybe ?? 1), Bits(returned.Item1), Bits((double)returned.Item2), Bits(returned.Item3), Bits(doubles[n] * -1), Bits((double)halves[n]), byNumber.ContainsKey(doubles[n]));
    }

    private static string Bits(double value) => double.IsNaN(value) ? "NaN" : BitConverter.DoubleToInt64Bits(value).ToString("X");

    private static string Bits(float value) => float.IsNaN(value) ? "NaN" : BitConverter.SingleToInt32Bits(value).ToString("X");

    private static string Bits(decimal value) => string.Join('.', decimal.GetBits(value));
}

public record FloatExtremesHeld(double Double, float Single)
{
    public decimal Exact { get; init; }
}

public interface IFloatExtremesEcho
{
    [Chainable] Task<(double, Half, decimal)> Back(double number, Half half, decimal exact);
}

public partial class FloatExtremesEcho : IFloatExtremesEcho
{
    public Task<(double, Half, decimal)> Back(double number, Half half, decimal exact) => Task.FromResult((number, half, exact));
}
