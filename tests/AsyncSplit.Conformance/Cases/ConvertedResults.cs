using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Handlers whose result is the converted one of the call that they end with.
[Case]
public partial class ConvertedResults(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [40]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var shape = await Shape(n);
        var any = await Any(n);
        var number = await Wide(n);
        var text = (await Sequence(n)).Count;
        return $"{shape} {any} {number:R} {await Number(n)} {text} {await OrNull(n)}";
    }

    [Chainable]
    public async Task<ConvertedResultsShape> Shape(int n) => await Square(n);

    [Chainable]
    public async Task<ConvertedResultsShape> Any(int n) => n > 1 ? await Square(n) : await Shape(n);

    [Chainable]
    public async Task<ConvertedResultsSquare> Square(int n)
    {
        await probe.Note("square");
        return new ConvertedResultsSquare { Side = n };
    }

    [Chainable]
    public async Task<double> Wide(int n) => await Narrow(n);

    [Chainable]
    public async Task<float> Narrow(int n)
    {
        await probe.Note("narrow");
        return n / 10f;
    }

    [Chainable]
    public async Task<long> Number(int n) => await probe.Add(n, 1);

    [Chainable]
    public async Task<IReadOnlyList<int>> Sequence(int n) => await probe.Range(n, 3);

    [Chainable]
    public async Task<int?> OrNull(int n) => await probe.Add(n, 2);
}

[System.Text.Json.Serialization.JsonDerivedType(typeof(ConvertedResultsSquare), "square")]
public class ConvertedResultsShape
{
    public override string ToString() => GetType().Name;
}

public class ConvertedResultsSquare : ConvertedResultsShape
{
    public int Side { get; set; }

    public override string ToString() => $"square {Side}";
}
