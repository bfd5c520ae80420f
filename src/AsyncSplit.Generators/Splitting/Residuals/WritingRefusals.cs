using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Lifting;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>
/// What only writing the entry points shows to be impossible: jumps to labels, aliases that would have to be restored, and declarations of what has no type name.
/// All else is refused when the handler is lowered, so that a handler without any of this can be written, and the analyzer need not do it.
/// </summary>
internal static class WritingRefusals
{
    /// <summary>Whether the unit has anything of the kind.</summary>
    public static bool ArePossible(Unit unit, LocalMap locals, IEnumerable<Temp> temps) =>
        unit.Nodes.Any(node => node is GotoStatementSyntax)
        || locals.Symbols.Any(symbol => IsAlias(symbol) || (symbol is ILocalSymbol or IParameterSymbol && !Types.IsNameable(Types.OfVariable(symbol))))
        || temps.Any(temp => temp.Type is { } type && !Types.IsNameable(type));

    private static bool IsAlias(ISymbol symbol) => symbol is ILocalSymbol { IsRef: true } or IParameterSymbol { RefKind: not RefKind.None };
}
