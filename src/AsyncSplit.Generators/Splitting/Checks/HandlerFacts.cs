using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Residuals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>What the analysis of a handler has found out, for the checks of what is allowed and yet worth a word.</summary>
internal sealed record HandlerFacts
{
    public required IMethodSymbol Method { get; init; }

    public required SyntaxNode Body { get; init; }

    public required SemanticModel Semantics { get; init; }

    public required LocalMap Locals { get; init; }

    /// <summary>The boundaries in source order, and what each captures.</summary>
    public required IReadOnlyDictionary<Boundary, Captures> Captures { get; init; }

    /// <summary>The sequences that are read to their end before their loop.</summary>
    public required IReadOnlyList<ExpressionSyntax> MaterializedSequences { get; init; }

    /// <summary>Null for a handler without a boundary.</summary>
    public required ControlFlowGraph? Graph { get; init; }
}
