using System.Text.RegularExpressions;
using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Generators.Tests.Incremental;

public sealed partial class MovedLinesTests
{
    [Fact]
    public void LinesAboveKeepTheModelsUnchanged()
    {
        var run = Moved(Run(), 2);
        foreach (var name in PipelineSteps.Names.Except([TrackingNames.Analysis, TrackingNames.HandlerFiles, TrackingNames.Manifest]))
        {
            Assert.True(run.Steps.Changes(name) == 0, name);
        }
    }

    [Fact]
    public void LinesAboveRewriteTheFilesOfTheHandlersBelowAndTheManifestThatSaysWhereTheyStand()
    {
        var written = Moved(Run(), 2).Steps.WrittenFiles();
        Assert.Equal(3, written.Count);
        Assert.Equal("Manifest.g.cs", written[0]);
        Assert.All(written.Skip(1), file => Assert.StartsWith("Orders.", file, StringComparison.Ordinal));
    }

    [Fact]
    public void LinesBelowRewriteNothing() => Run().Edit("private static void Note", "\n\n\n    private static void Note").Steps.AssertNothingIsNew();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void TheSourcePositionsFollow(int lines)
    {
        var before = Run();
        var after = Moved(before, lines);
        var mapped = LinesOf(before.File("Orders.PlaceAsync"));
        Assert.NotEmpty(mapped);
        Assert.Equal(mapped.Select(line => line + lines), LinesOf(after.File("Orders.PlaceAsync")));
        Assert.Equal(WithoutDirectives(before.File("Orders.PlaceAsync")), WithoutDirectives(after.File("Orders.PlaceAsync")));
    }

    [Fact]
    public void AnotherFileNameRewritesTheFilesOfItsHandlersOnly()
    {
        var run = Run();
        var tree = run.Input.SyntaxTrees.Single(tree => tree.FilePath == "Orders.cs");
        var moved = run.Again(run.Input.ReplaceSyntaxTree(tree, TestCompilation.Parse(tree.ToString(), "Sales/Orders.cs")));
        Assert.Equal(0, moved.Steps.Changes(TrackingNames.Codecs));
        Assert.Equal(2, moved.Steps.WrittenFiles().Count(file => file.StartsWith("Orders.", StringComparison.Ordinal)));
        Assert.Contains("\"Sales/Orders.cs\"", moved.File("Orders.PlaceAsync"), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileWithoutAPathHasNoDirectives() =>
        Assert.DoesNotContain("#line", GeneratorRun.Of(("", Shop.Orders), ("Contracts.cs", Shop.Contracts)).File("Orders.PlaceAsync"), StringComparison.Ordinal);

    private static GeneratorRun Run() => GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts));

    private static GeneratorRun Moved(GeneratorRun run, int lines) => run.Edit("namespace Shop;\n", "namespace Shop;\n" + new string('\n', lines));

    private static IEnumerable<int> LinesOf(string text) => SpanDirective().Matches(text).SelectMany(match => new[] { match.Groups[1], match.Groups[2] }).Select(group => int.Parse(group.Value));

    private static string WithoutDirectives(string text) => string.Join("\n", text.Split('\n').Where(line => !line.StartsWith("#line", StringComparison.Ordinal)));

    [GeneratedRegex(@"#line \((\d+),\d+\)-\((\d+),\d+\)")]
    private static partial Regex SpanDirective();
}
