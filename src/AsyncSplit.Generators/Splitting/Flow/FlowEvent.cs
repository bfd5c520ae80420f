using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>What happens to locals in a basic block, in order of evaluation.</summary>
/// <param name="Kind">Read, written, or a boundary.</param>
/// <param name="Symbol">The local or parameter.</param>
/// <param name="Await">The boundary's await expression.</param>
internal readonly record struct FlowEvent(FlowEventKind Kind, ISymbol? Symbol, SyntaxNode? Await);

internal enum FlowEventKind
{
    Read,
    Write,
    Boundary,
}
