using Microsoft.CodeAnalysis;

namespace AsyncSplit.Conformance.Harness;

/// <summary>What compiling a case came to: an assembly with its handlers split, or why there is none.</summary>
internal sealed record CaseBuild
{
    public required string Name { get; init; }

    /// <summary>Errors of AsyncSplit's own rules: the case is refused.</summary>
    public required IReadOnlyList<Diagnostic> Refusals { get; init; }

    /// <summary>Everything else that must not be: compile errors, a generator or analyzer that crashed.</summary>
    public required IReadOnlyList<Diagnostic> Errors { get; init; }

    /// <summary>Warnings of the compiler in generated code: a user who treats warnings as errors could not build.</summary>
    public required IReadOnlyList<Diagnostic> GeneratedWarnings { get; init; }

    /// <summary>The rules' warnings and hints.</summary>
    public required IReadOnlyList<Diagnostic> Hints { get; init; }

    /// <summary>The generated files, by hint name.</summary>
    public required IReadOnlyList<(string HintName, string Text)> Generated { get; init; }

    /// <summary>The assembly; empty if there are errors.</summary>
    public required byte[] Assembly { get; init; }

    public required byte[] Symbols { get; init; }

    public bool IsRefused => Refusals.Count > 0;

    /// <summary>Writes diagnostics one a line, with the line that is meant when one stands in generated code.</summary>
    public static string Describe(IEnumerable<Diagnostic> diagnostics) => string.Join('\n', diagnostics.Select(Describe));

    private static string Describe(Diagnostic diagnostic)
    {
        var mapped = diagnostic.Location.GetMappedLineSpan();
        var text = $"{mapped.Path}({mapped.StartLinePosition.Line + 1},{mapped.StartLinePosition.Character + 1}): {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}: {diagnostic.GetMessage()}";
        if (diagnostic.Location.SourceTree is not { } tree || tree.FilePath.StartsWith("Cases/", StringComparison.Ordinal) || tree.FilePath == "Support.cs")
        {
            return text;
        }

        var line = tree.GetText().Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start);
        return $"{text}\n    {tree.FilePath}({line.LineNumber + 1}): {line.ToString().Trim()}";
    }
}
