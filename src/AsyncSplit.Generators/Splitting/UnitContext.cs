using AsyncSplit.Generators.Splitting.Lifting;
using AsyncSplit.Generators.Splitting.Lowering;
using AsyncSplit.Generators.Splitting.Residuals;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting;

/// <summary>What the units of a handler have in common.</summary>
internal sealed class UnitContext
{
    public required SourceText Source { get; init; }

    /// <summary>What is changed in the handler's text, with what a unit has to change besides.</summary>
    public required Func<IEnumerable<TextEdit>, TextEdits> Edits { get; init; }

    /// <summary>The line where the handler starts: what source spans are relative to.</summary>
    public required int FirstLine { get; init; }

    /// <summary>When a rest becomes a method of its own.</summary>
    public required TailSharing Sharing { get; init; }

    public required IReadOnlyDictionary<Unit, HandlerNaming> Names { get; init; }

    public required IReadOnlyDictionary<Unit, string> WireNames { get; init; }

    /// <summary>The handler's type.</summary>
    public required string Type { get; init; }

    public required bool IsStatic { get; init; }
}
