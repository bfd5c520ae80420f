using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>What happens to locals in a basic block, in order of evaluation.</summary>
/// <param name="Kind">Read, written, or a boundary.</param>
/// <param name="Symbol">The local or parameter.</param>
/// <param name="Await">The boundary's await expression.</param>
/// <param name="Syntax">Where it is read or written.</param>
internal readonly record struct FlowEvent(FlowEventKind Kind, ISymbol? Symbol, SyntaxNode? Await, SyntaxNode? Syntax = null);

internal enum FlowEventKind
{
    Read,
    Write,

    /// <summary>May be written: by the code of a lambda or local function.</summary>
    Change,
    Boundary,
}
