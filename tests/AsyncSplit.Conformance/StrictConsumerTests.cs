using AsyncSplit.Conformance.Harness;
using AsyncSplit.Generators.Splitting.Residuals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Conformance;

/// <summary>What is generated for the corpus compiles without a complaint in the project of the strictest user.</summary>
public sealed class StrictConsumerTests
{
    public static TheoryData<LanguageVersion, bool> Projects => new()
    {
        { LanguageVersion.CSharp13, false },
        { LanguageVersion.CSharp14, false },
        { LanguageVersion.CSharp14, true },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void NoComplaintIsOfGeneratedCode(LanguageVersion version, bool sharesAll)
    {
        var consumer = StrictConsumer.Of(version, sharesAll ? TailSharing.Always : TailSharing.Default);
        Assert.NotEmpty(consumer.Generated);
        AssertNone(consumer.Compilation.GetDiagnostics().Where(diagnostic => consumer.Generated.Contains(diagnostic.Location.SourceTree!)));

        var byHand = consumer.AsIfByHand();
        AssertNone(byHand.Compilation.GetDiagnostics().Where(byHand.IsOfGenerator));
    }

    private static void AssertNone(IEnumerable<Diagnostic> diagnostics)
    {
        var ids = diagnostics.GroupBy(diagnostic => diagnostic.Id).Select(group => $"{group.Key}, {group.Count()} times:\n{string.Join('\n', group.Take(5))}").ToList();
        Assert.True(ids.Count == 0, string.Join('\n', ids));
    }
}
