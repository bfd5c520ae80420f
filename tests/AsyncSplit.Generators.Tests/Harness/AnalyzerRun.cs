using System.Globalization;
using AsyncSplit.Generators.Analyzers;
using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Tests.Harness;

/// <summary>Runs analyzer and generator over one source, in which <c>[|</c> and <c>|]</c> mark where the analyzer is to report.</summary>
internal static class AnalyzerRun
{
    /// <summary>The source is reported once for each mark, under <paramref name="rule"/>, and nothing is generated for what is refused.</summary>
    /// <param name="rule">The rule's id.</param>
    /// <param name="markedSource">The source; contracts and data of the shop are in a file beside it.</param>
    /// <param name="messageParts">What each message has to contain.</param>
    public static void Reports(string rule, string markedSource, params string[] messageParts)
    {
        var (source, marks) = Unmark(markedSource);
        var isNote = Descriptors.Of(rule).DefaultSeverity == DiagnosticSeverity.Info;
        var reported = Analyze(Compile(source)).Where(diagnostic => diagnostic.Id == rule || (!isNote && diagnostic.Severity != DiagnosticSeverity.Info)).ToList();
        Assert.Equal(marks.Select(mark => $"{rule} {mark}"), reported.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceSpan}"));
        Assert.All(reported, diagnostic =>
        {
            // Warnings are errors in the tests' compilations.
            Assert.Equal(isNote ? DiagnosticSeverity.Info : DiagnosticSeverity.Error, diagnostic.Severity);
            Assert.All(messageParts, part => Assert.Contains(part, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        });
    }

    /// <summary>As <see cref="Reports"/>, for a rule that refuses nothing: what is generated compiles.</summary>
    public static void Warns(string rule, string markedSource, params string[] messageParts)
    {
        Reports(rule, markedSource, messageParts);
        GeneratorRun.Of(Compile(Unmark(markedSource).Source));
    }

    /// <summary>As <see cref="Reports"/>; and the generator, for its part, is silent and emits no entry point.</summary>
    public static void Refuses(string rule, string markedSource, params string[] messageParts)
    {
        Reports(rule, markedSource, messageParts);
        var run = GeneratorRun.Unchecked(Compile(Unmark(markedSource).Source));
        Assert.DoesNotContain(run.Files, file => file.Value.Contains("_Start(", StringComparison.Ordinal));
    }

    /// <summary>Nothing is reported, notes apart, and what is generated compiles.</summary>
    public static void Accepts(string source) => Accepts(source, note: null);

    /// <summary>Nothing is reported, nor this note, and what is generated compiles.</summary>
    public static void Accepts(string source, string? note)
    {
        Assert.DoesNotContain(Analyze(Compile(source)), diagnostic => diagnostic.Severity != DiagnosticSeverity.Info || diagnostic.Id == note);
        GeneratorRun.Of(Compile(source));
    }

    /// <summary>What the analyzer reports, in order of place.</summary>
    public static IReadOnlyList<Diagnostic> Analyze(CSharpCompilation compilation) =>
        [.. compilation.WithAnalyzers([new ChainableAnalyzer(), new SameWireNameAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];

    public static CSharpCompilation Compile(string source) => TestCompilation.Of(("Sample.cs", source), ("Contracts.cs", Shop.Contracts));

    public static (string Source, IReadOnlyList<TextSpan> Marks) Unmark(string marked)
    {
        var marks = new List<TextSpan>();
        for (var start = marked.IndexOf("[|", StringComparison.Ordinal); start >= 0; start = marked.IndexOf("[|", StringComparison.Ordinal))
        {
            marked = marked.Remove(start, 2);
            var end = marked.IndexOf("|]", StringComparison.Ordinal);
            marked = marked.Remove(end, 2);
            marks.Add(TextSpan.FromBounds(start, end));
        }

        return (marked, marks);
    }
}
