using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>What happens to locals in a basic block, in order of evaluation.</summary>
/// <param name="Kind">Read, written, a boundary, or the beginning of an operation.</param>
/// <param name="Symbol">The local or parameter.</param>
/// <param name="Syntax">The boundary's await expression, the operation's syntax, or where it is read or written.</param>
internal readonly record struct FlowEvent(FlowEventKind Kind, ISymbol? Symbol, SyntaxNode? Syntax);

internal enum FlowEventKind
{
    Read,
    Write,

    /// <summary>May be written: by the code of a function, or by one that gets it by reference.</summary>
    Change,
    Boundary,
    Begin,
}
