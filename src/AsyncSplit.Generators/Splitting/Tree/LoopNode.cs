using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>A loop that holds a boundary.</summary>
internal sealed class LoopNode(SyntaxNode origin) : JumpTarget(origin)
{
    /// <summary>The condition; null for an endless loop.</summary>
    public Code? Condition { get; init; }

    /// <summary>The initialisation of a <c>for</c>, where it has no boundary; else null.</summary>
    public Code? Initializer { get; init; }

    /// <summary>The temporaries that the initialisation declares.</summary>
    public IReadOnlyList<Temp> Counters { get; init; } = [];

    /// <summary>The locals that a foreach reads in each round, since it goes over them by index.</summary>
    public IReadOnlyList<ISymbol> HeldLocals { get; init; } = [];

    /// <summary>The increment of a <c>for</c>; null for a <c>while</c>.</summary>
    public Code? Increment { get; init; }

    /// <summary>Whether the body runs before the condition is tested: <c>do</c>.</summary>
    public bool TestsAfter { get; init; }

    /// <summary>Whether the condition is the constant true.</summary>
    public bool IsEndless { get; init; }

    public required BlockNode Body { get; init; }

    /// <summary>What follows the body in each round, <c>continue</c> included: an increment or a <c>do</c> condition with a boundary of its own.</summary>
    public BlockNode? Tail { get; set; }

    /// <summary>Where the condition is in the source.</summary>
    public SyntaxNode? ConditionSyntax { get; init; }

    public override IEnumerable<Node> Parts => Tail is null ? [Body] : [Body, Tail];
}
