namespace AsyncSplit.Fuzz.Generation;

/// <summary>What is declared where. A name of an ended scope may come again in one beside it, as another variable.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _declaredInside = new(StringComparer.Ordinal);

    public Scope? Outer => outer;

    /// <summary>Ends the sight of what lies outside: a static local function, another method.</summary>
    public bool IsClosed { get; init; }

    public List<Variable> Variables { get; } = [];

    public List<Function> Functions { get; } = [];

    /// <summary>Tasks of started calls.</summary>
    public List<Variable> Futures { get; } = [];

    /// <summary>What can be seen from here, the nearest first.</summary>
    public IEnumerable<Variable> VisibleVariables => IsClosed || outer is null ? Variables : Variables.Concat(outer.VisibleVariables);

    public IEnumerable<Function> VisibleFunctions => IsClosed || outer is null ? Functions : Functions.Concat(outer.VisibleFunctions);

    public IEnumerable<Variable> VisibleFutures => IsClosed || outer is null ? Futures : Futures.Concat(outer.VisibleFutures);

    /// <summary>Takes a name that is not taken: neither out there nor in a scope within this one.</summary>
    public string NewName(string hint)
    {
        for (var number = 0; ; number++)
        {
            var name = $"{hint}{number}";
            if (!_declaredInside.Contains(name) && !IsTaken(name))
            {
                _declared.Add(name);
                return name;
            }
        }
    }

    /// <summary>Leaves the scope for the one around it.</summary>
    public Scope End()
    {
        outer!._declaredInside.UnionWith(_declared);
        outer._declaredInside.UnionWith(_declaredInside);
        return outer;
    }

    private bool IsTaken(string name) => _declared.Contains(name) || (outer?.IsTaken(name) ?? false);
}
