using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Lifting;

/// <summary>Which functions of a handler are lifted: given entry points of their own, so that a call of one is a chain call.</summary>
internal sealed class LiftPlan(IReadOnlyList<Unit> units, IReadOnlyDictionary<SyntaxNode, Unit> calls)
{
    private readonly Dictionary<SyntaxNode, Unit> _bySyntax = units.ToDictionary(unit => unit.Syntax);
    private readonly Dictionary<ISymbol, Unit> _bySymbol = units.ToDictionary(unit => (ISymbol?)unit.Delegate ?? unit.Symbol, (IEqualityComparer<ISymbol>)SymbolEqualityComparer.Default);

    public static LiftPlan None { get; } = new([], new Dictionary<SyntaxNode, Unit>());

    /// <summary>The lifted functions, in source order.</summary>
    public IReadOnlyList<Unit> Units { get; } = units;

    /// <summary>The lifted function of that name: a local function, or the local that a lambda is assigned to.</summary>
    public Unit? Of(ISymbol symbol) => _bySymbol.TryGetValue(symbol, out var unit) ? unit : null;

    public Unit? Of(SyntaxNode function) => _bySyntax.TryGetValue(function, out var unit) ? unit : null;

    /// <summary>The lifted function that an invocation calls.</summary>
    public Unit? CalledBy(SyntaxNode call) => calls.TryGetValue(call, out var unit) ? unit : null;

    /// <summary>What the lifted functions capture that are called, or stand as arguments, in a piece of source. It goes with the end of a call.</summary>
    public IEnumerable<ISymbol> CapturedIn(TextSpan span) => Units.Count == 0
        ? []
        : calls.Where(call => span.Contains(call.Key.GetLastToken().Span)).Select(call => call.Value).Concat(Units.Where(unit => unit.IsArgument && span.Contains(unit.Syntax.Span))).SelectMany(unit => unit.CapturedValues);

    public bool IsLifted(SyntaxNode function) => _bySyntax.ContainsKey(function);
}
