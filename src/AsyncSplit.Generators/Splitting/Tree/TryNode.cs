using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>A try statement that holds a boundary.</summary>
internal sealed class TryNode(SyntaxNode origin, BlockNode body) : Node(origin)
{
    public BlockNode Body { get; } = body;

    public List<CatchPart> Catches { get; } = [];

    public BlockNode? Finally { get; set; }

    /// <summary>The locals that the finally block assigns whenever it ends.</summary>
    public IReadOnlyList<ISymbol> FinallyAssigns { get; set; } = [];

    /// <summary>The locals that are assigned already when the finally block begins.</summary>
    public IReadOnlyList<ISymbol> AssignedBeforeFinally { get; set; } = [];

    public override IEnumerable<Node> Parts => [Body, .. Catches.Select(part => part.Body!), .. Finally is null ? Array.Empty<Node>() : [Finally]];
}

/// <summary>A catch clause.</summary>
internal sealed class CatchPart(CatchClauseSyntax? syntax)
{
    /// <summary>The clause of the user's; null for one that catches everything on behalf of a finally block with an await.</summary>
    public CatchClauseSyntax? Syntax { get; } = syntax;

    public BlockNode? Body { get; set; }

    /// <summary>The caught exception, where it is thrown again after a boundary and the user has given it no name.</summary>
    public Temp? Caught { get; set; }

    /// <summary>Whether the exception is thrown again after a boundary.</summary>
    public bool IsRethrown { get; set; }

    /// <summary>The name that the user gave the exception.</summary>
    public ILocalSymbol? Variable { get; init; }
}
