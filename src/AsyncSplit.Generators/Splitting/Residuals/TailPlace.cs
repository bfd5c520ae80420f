using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>A place that several entry points come to: before a statement, or where a loop begins another round.</summary>
internal sealed class TailPlace
{
    /// <summary>The block, of whose items those from <see cref="Index"/> on are left; null where a loop goes on.</summary>
    public BlockNode? Block { get; init; }

    public int Index { get; init; }

    /// <summary>The loop that begins another round; null for a place before a statement.</summary>
    public LoopNode? Loop { get; init; }

    /// <summary>The nodes around the place, outermost first.</summary>
    public required IReadOnlyList<Node> Around { get; init; }

    /// <summary>The catch blocks around it.</summary>
    public required IReadOnlyList<CatchPart> Catches { get; init; }

    /// <summary>How far the rest goes: to the end of the handler, or of the innermost try or catch block, whose handlers stay with each entry point.</summary>
    public required BlockNode Region { get; init; }

    /// <summary>The locals that are live here.</summary>
    public required HashSet<ISymbol> Live { get; init; }

    public required int Position { get; init; }

    /// <summary>The statement that comes next, or the loop.</summary>
    public required SyntaxNode Syntax { get; init; }

    /// <summary>The method that goes on from here; null where there can be none, so that each entry point goes on itself.</summary>
    public SharedTail? Tail { get; set; }

    public bool IsInside(Node node) => Around.Contains(node);
}
