using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Tests.Analyzers;

/// <summary>The conformance cases as users whose code is right: of each it is known that a split run does what the plain one does.</summary>
public sealed class CorpusTests
{
    private static readonly Lazy<IReadOnlyList<Diagnostic>> s_found = new(static () =>
    {
        var files = Repository.FilesIn("tests/AsyncSplit.Conformance/Cases").Select(file => (Path: file, Source: Repository.Read($"tests/AsyncSplit.Conformance/Cases/{file}")));
        return AnalyzerRun.Analyze(TestCompilation.Of([("ImplicitUsings.cs", "global using System.IO; global using System.Net.Http;"), ("Support.cs", Repository.Read("tests/AsyncSplit.Conformance/Support.cs")), .. files]));
    });

    [Theory]
    [InlineData(RuleIds.InstanceState)]
    [InlineData(RuleIds.SharedObject)]
    [InlineData(RuleIds.DroppedCall)]
    public void CodeThatIsSplitWithoutADifferenceIsNotWarnedOf(string rule) => Assert.DoesNotContain(s_found.Value, diagnostic => diagnostic.Id == rule);

    [Fact]
    public void TheAnalyzerFailsOnNoneOfThem() => Assert.DoesNotContain(s_found.Value, diagnostic => diagnostic.Id.StartsWith("AD", StringComparison.Ordinal));
}
