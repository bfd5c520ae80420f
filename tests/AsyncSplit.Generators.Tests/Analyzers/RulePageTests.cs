using System.Reflection;
using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class RulePageTests
{
    public static TheoryData<string> Rules => [.. Descriptors.All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void EachRuleHasAPageOfItsTitle(string id)
    {
        var page = Page(id);
        Assert.StartsWith($"# {id}: {Descriptors.Of(id).Title}\n", page, StringComparison.Ordinal);
        Assert.All(["\n## What fails at run time\n", "\n## Bad\n", "\n## Good\n", "\n## When to suppress\n"], heading => Assert.Contains(heading, page, StringComparison.Ordinal));
        Assert.EndsWith($"/docs/rules/{id}.md", Descriptors.Of(id).HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void TheBadExampleIsReportedByThatRuleAndNoOther(string id) => Assert.Equal([id], Reported(TestCompilation.Of(Example(id, "Bad")), id));

    [Theory]
    [MemberData(nameof(Rules))]
    public void TheGoodExampleIsSplitAndCompiles(string id)
    {
        var compilation = TestCompilation.Of(Example(id, "Good"));
        Assert.Empty(Reported(compilation, id));
        GeneratorRun.Of(compilation);
    }

    [Fact]
    public void TheExampleOfAResourceIsSplitAndCompiles()
    {
        var compilation = TestCompilation.Of(Example(RuleIds.LocalNotSerializable, "Resources"));
        Assert.Empty(AnalyzerRun.Analyze(compilation));
        GeneratorRun.Of(compilation);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void EachRuleHasALineInTheIndexAndInTheReleaseNotes(string id)
    {
        Assert.Contains($"[{id}]({id}.md)", Repository.Read("docs/rules/README.md"), StringComparison.Ordinal);
        var releases = Repository.Read("src/AsyncSplit.Generators/AnalyzerReleases.Shipped.md") + Repository.Read("src/AsyncSplit.Generators/AnalyzerReleases.Unshipped.md");
        Assert.Contains($"\n{id} | AsyncSplit | {Descriptors.Of(id).DefaultSeverity} | {Descriptors.Of(id).Title}", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void EachRuleHasATestClassOfItsName(string id)
    {
        Assert.NotNull(GetType().Assembly.GetType($"{GetType().Namespace}.{NameOf(id)}Tests"));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void EachRuleIsTestedForWhatItReportsAndForWhatItDoesNot(string id)
    {
        var source = Repository.Read($"tests/AsyncSplit.Generators.Tests/Analyzers/{NameOf(id)}Tests.cs");
        Assert.Matches($@"AnalyzerRun\.(Reports|Warns|Refuses|Analyze)\(", source);
        Assert.Matches(@"AnalyzerRun\.Accepts\(", source);
        Assert.Contains(NameOf(id), source, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryIdHasADescriptorAndEveryPageARule()
    {
        var ids = typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(ids, Descriptors.All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal));
        Assert.Equal(ids, Repository.FilesIn("docs/rules").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "README").Order(StringComparer.Ordinal));
    }

    /// <summary>The rules that report, notes of other rules left out.</summary>
    private static IEnumerable<string> Reported(Microsoft.CodeAnalysis.CSharp.CSharpCompilation compilation, string id) =>
        AnalyzerRun.Analyze(compilation).Where(diagnostic => diagnostic.Id == id || diagnostic.Severity != DiagnosticSeverity.Info).Select(diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal);

    private static string NameOf(string id) => typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.Public).Single(field => (string)field.GetRawConstantValue()! == id).Name;

    private static string Page(string id) => Repository.Read($"docs/rules/{id}.md");

    private static string Example(string id, string heading)
    {
        var page = Page(id);
        const string Fence = "```csharp\n";
        var start = page.IndexOf(Fence, page.IndexOf($"\n## {heading}\n", StringComparison.Ordinal), StringComparison.Ordinal) + Fence.Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
