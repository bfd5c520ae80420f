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

    /// <summary>What the compiler would say of generated code without the "#pragma warning disable" at its head, and why that is as it is.</summary>
    private static readonly Dictionary<string, string> Silenced = new(StringComparer.Ordinal)
    {
        ["CS0108"] = "the records of a handler hide those of the handler that it overrides or hides",
        ["CS0162"] = "the step ends in the first round of a loop, so that its increment is not reached",
        ["CS0219"] = "what the user assigns, or the truth of a condition, is read in another entry point",
        ["CS3001"] = "the runtime does not claim to be compliant",
        ["CS3002"] = "the runtime does not claim to be compliant",
        ["CS8604"] = "a local is null as far as the compiler knows where the user has said that it is not",
        ["CS8619"] = "the codec of an exception takes null as well",
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void NoComplaintIsOfGeneratedCode(LanguageVersion version, bool sharesAll)
    {
        var consumer = StrictConsumer.Of(version, sharesAll ? TailSharing.Always : TailSharing.Default);
        Assert.NotEmpty(consumer.Generated);
        AssertNone(consumer.Compilation.GetDiagnostics().Where(diagnostic => consumer.Generated.Contains(diagnostic.Location.SourceTree!)));

        var byHand = consumer.AsIfByHand();
        AssertNone(byHand.Compilation.GetDiagnostics().Where(diagnostic =>
            diagnostic.Severity != DiagnosticSeverity.Hidden && byHand.IsOfGenerator(diagnostic) && !Silenced.ContainsKey(diagnostic.Id) && !IsOfUsersType(diagnostic)));
    }

    /// <summary>A type of the user's without documentation, which is reported at each of its parts.</summary>
    private static bool IsOfUsersType(Diagnostic diagnostic) =>
        diagnostic.Id == "CS1591" && diagnostic.Location.SourceTree!.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().TrimStart().StartsWith("partial ", StringComparison.Ordinal);

    private static void AssertNone(IEnumerable<Diagnostic> diagnostics)
    {
        var ids = diagnostics.GroupBy(diagnostic => diagnostic.Id).Select(group => $"{group.Key}, {group.Count()} times:\n{string.Join('\n', group.Take(5))}").ToList();
        Assert.True(ids.Count == 0, string.Join('\n', ids));
    }
}
