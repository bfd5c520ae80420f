using System.Text.RegularExpressions;
using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.WireContract;

/// <summary>Frames in flight name a resume point and the fingerprint of what it captures: edits elsewhere in the handler may change neither.</summary>
public sealed class ResumePointTests
{
    private const string Plain = "var text = Mark(1) + await SlowAsync(2) + Mark(3); return text;";

    [Fact]
    public void AnotherAwaitBeforeItKeepsIdAndFingerprint()
    {
        var before = PointsOf(Plain);
        var after = PointsOf("var first = Mark(0) + await OtherAsync(1); Console.WriteLine(first); " + Plain);

        Assert.Equal(before["Orders.GoAsync@SlowAsync"], after["Orders.GoAsync@SlowAsync"]);
        Assert.Equal(["Orders.GoAsync@OtherAsync", "Orders.GoAsync@SlowAsync"], after.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ASecondAwaitOfTheSameMethodIsNumbered() =>
        Assert.Equal(["Orders.GoAsync@SlowAsync", "Orders.GoAsync@SlowAsync.2"], PointsOf("return await SlowAsync(1) + await SlowAsync(2);").Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void WhatIsCapturedIsInTheFingerprint()
    {
        var before = PointsOf("var a = Mark(1); var text = await SlowAsync(2); return text + a;");
        var more = PointsOf("var a = Mark(1); var b = Mark(2); var text = await SlowAsync(2); return text + a + b;");
        var renamed = PointsOf("var c = Mark(1); var text = await SlowAsync(2); return text + c;");
        var other = PointsOf("long a = Mark(1); var text = await SlowAsync(2); return text + (int)a;");

        Assert.Equal(4, new[] { before, more, renamed, other }.Select(points => points["Orders.GoAsync@SlowAsync"]).Distinct().Count());
    }

    private static Dictionary<string, string> PointsOf(string body)
    {
        var run = GeneratorRun.Of($$"""
            partial class Orders
            {
                [Chainable] public async Task<int> GoAsync() { {{body}} }
                private static int Mark(int value) => value;
                private static Task<int> SlowAsync(int value) => Task.FromResult(value);
                private static Task<int> OtherAsync(int value) => Task.FromResult(value);
            }
            """);
        return run.Files.Values.SelectMany(text => Regex.Matches(text, "Point = new\\(\"(?<id>[^\"]+)\", \"(?<shape>[^\"]+)\"").Cast<Match>())
            .ToDictionary(match => match.Groups["id"].Value, match => match.Groups["shape"].Value, StringComparer.Ordinal);
    }
}
