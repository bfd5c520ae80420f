using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>What is captured at a boundary: live locals in order of declaration, then held temporaries.</summary>
internal sealed class Captures(Boundary boundary, IReadOnlyList<ISymbol> locals)
{
    public Boundary Boundary { get; } = boundary;

    public IReadOnlyList<ISymbol> Locals { get; } = locals;

    public IReadOnlyList<Temp> Temps => Boundary.HeldTemps;

    public bool Contains(ISymbol symbol) => Locals.Contains(symbol, SymbolEqualityComparer.Default);

    public bool Contains(Temp temp) => Temps.Contains(temp);
}
