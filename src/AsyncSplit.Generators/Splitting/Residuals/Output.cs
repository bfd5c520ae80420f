using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>Lines that are being written, and what they mention: a block knows only afterwards which locals it has to restore.</summary>
internal sealed class Output
{
    /// <summary>The declarations of temporaries that get their values later, if they do.</summary>
    private readonly List<(Temp Temp, BodyLine Line)> _bare = [];

    public List<BodyLine> Lines { get; } = [];

    /// <summary>Locals that are used and not declared in the lines.</summary>
    public HashSet<ISymbol> Uses { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Temporaries that are used or assigned and not declared in the lines.</summary>
    public HashSet<Temp> TempUses { get; } = [];

    public HashSet<ISymbol> Declared { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Locals that are declared in braces within the lines: a scope around them must not have them too.</summary>
    public HashSet<ISymbol> DeclaredInside { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<Temp> DeclaredTemps { get; } = [];

    /// <summary>Whether a local is declared on the lines' own level, so that they need braces beside other code.</summary>
    public bool Declares { get; set; }

    public void Add(string text, RelativeSpan? span = null, int indentation = 0) => Lines.Add(new BodyLine(indentation, text, span));

    /// <summary>Declares a temporary that gets its value later.</summary>
    public void Declare(Temp temp, BodyLine line)
    {
        Lines.Add(line);
        _bare.Add((temp, line));
        DeclaredTemps.Add(temp);
        Declares = true;
    }

    /// <summary>Takes back the declarations that nothing has come to use: at the end of their scope.</summary>
    public void DropUnused()
    {
        foreach (var (temp, line) in _bare.Where(bare => !TempUses.Contains(bare.Temp)))
        {
            Lines.RemoveAll(other => ReferenceEquals(other, line));
        }

        _bare.Clear();
    }

    /// <summary>Moves everything that is written so far into an output of its own.</summary>
    public Output Detach()
    {
        var detached = new Output();
        detached.Append(this, 0);
        detached.Uses.UnionWith(Uses);
        detached.TempUses.UnionWith(TempUses);
        Lines.Clear();
        Uses.Clear();
        TempUses.Clear();
        Declared.Clear();
        DeclaredInside.Clear();
        DeclaredTemps.Clear();
        _bare.Clear();
        Declares = false;
        return detached;
    }

    /// <summary>Takes over the lines and open mentions of <paramref name="inner"/>.</summary>
    public void Append(Output inner, int indentation)
    {
        foreach (var line in inner.Lines)
        {
            Lines.Add(indentation == 0 ? line : line with { Indentation = line.Indentation + indentation });
        }

        Uses.UnionWith(inner.Uses.Where(symbol => !inner.Declared.Contains(symbol)));
        TempUses.UnionWith(indentation == 0 ? inner.TempUses : inner.TempUses.Where(temp => !inner.DeclaredTemps.Contains(temp)));
        DeclaredInside.UnionWith(inner.DeclaredInside);
        if (indentation == 0)
        {
            Declared.UnionWith(inner.Declared);
            DeclaredTemps.UnionWith(inner.DeclaredTemps);
            _bare.AddRange(inner._bare);
            Declares |= inner.Declares;
        }
        else
        {
            DeclaredInside.UnionWith(inner.Declared);
        }
    }
}
