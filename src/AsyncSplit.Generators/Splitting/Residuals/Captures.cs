using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>What is captured at a boundary: live locals in order of declaration, then held temporaries.</summary>
internal sealed class Captures
{
    private readonly Dictionary<Temp, string> _names = [];

    public Captures(Boundary boundary, IReadOnlyList<ISymbol> locals)
    {
        Boundary = boundary;
        Locals = locals;
        var taken = new HashSet<string>(locals.Select(local => local.Name), StringComparer.Ordinal);
        foreach (var temp in boundary.HeldTemps)
        {
            _names[temp] = UniqueNames.Take(temp.Hint, taken);
        }
    }

    public Boundary Boundary { get; }

    public IReadOnlyList<ISymbol> Locals { get; }

    public IReadOnlyList<Temp> Temps => Boundary.HeldTemps;

    /// <summary>Where a captured local is read first behind the boundary.</summary>
    public Func<ISymbol, SyntaxNode?> NextUse { get; init; } = static _ => null;

    public bool Contains(ISymbol symbol) => Locals.Contains(symbol, SymbolEqualityComparer.Default);

    public bool Contains(Temp temp) => _names.ContainsKey(temp);

    /// <summary>At a join: the name under which the task travels.</summary>
    public string NameOfJoined() => Boundary.JoinedLocal?.Name ?? NameOf(Boundary.JoinedTemp!);

    /// <summary>The name under which a temporary travels. It depends on this boundary alone: another await elsewhere in the handler does not change it, and the state's fingerprint neither.</summary>
    public string NameOf(Temp temp) => _names[temp];
}
