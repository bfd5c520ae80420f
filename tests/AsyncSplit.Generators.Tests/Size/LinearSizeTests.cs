using System.Diagnostics;
using AsyncSplit.Generators.Tests.Harness;
using Xunit.Abstractions;

namespace AsyncSplit.Generators.Tests.Size;

/// <summary>What is generated grows with the number of awaits, whatever they stand in, and so does the time that it takes.</summary>
public sealed class LinearSizeTests(ITestOutputHelper output)
{
    public static TheoryData<string> Shapes => [.. HandlerShape.All];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AHundredAwaitsTakeNoMoreCodeEachThanTen(string shape)
    {
        var (one, ten, hundred) = (Size(shape, 1), Size(shape, 10) / 10.0, Size(shape, 100) / 100.0);
        output.WriteLine(FormattableString.Invariant($"| {shape} | {one} | {ten:F0} | {hundred:F0} | {hundred / ten:F2} |"));
        Assert.True(hundred <= 1.5 * ten, $"{shape}: {ten:F0} characters for each of 10 awaits, {hundred:F0} for each of 100");
    }

    [Theory]
    [InlineData("conditional")]
    [InlineData("loops 5 deep")]
    [InlineData("try in try")]
    public void TheTimeDoesNotGrowFasterThanTheSquareOfTheAwaits(string shape)
    {
        _ = Time(shape, 10);
        var (few, many) = (Time(shape, 100), Time(shape, 400));
        output.WriteLine($"{shape}: {few}, {many}");
        Assert.True(many < 24 * few + TimeSpan.FromSeconds(2), $"{shape}: {few} for 100 awaits, {many} for 400");
    }

    private static int Size(string shape, int awaits) => GeneratorRun.Of(HandlerShape.Source(shape, awaits)).File("Orders.GoAsync").Length;

    private static TimeSpan Time(string shape, int awaits)
    {
        var compilation = TestCompilation.Of(HandlerShape.Source(shape, awaits));
        _ = compilation.GetDiagnostics();
        var watch = Stopwatch.StartNew();
        _ = GeneratorRun.Driver(compilation, tracksSteps: false).RunGenerators(compilation);
        return watch.Elapsed;
    }
}
