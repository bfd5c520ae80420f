using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Handlers that a class inherits: called through the class, its base and this, by a base whose virtual members the class overrides.
[Case]
public partial class InheritedHandlers(InheritedHandlersRoot root, InheritedHandlersLeaf leaf, InheritedHandlersOwn own)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a = await root.Work(n);
        var b = await leaf.Work(n);
        InheritedHandlersRoot any = n > 1 ? leaf : own;
        var c = await any.Work(n + 1);
        var d = await ((InheritedHandlersRoot)own).Loop(n);
        return $"{a} {b} {c} {await own.Extra(n)} {d}";
    }
}

public partial class InheritedHandlersRoot(IProbe probe, Journal journal)
{
    protected virtual string Name => "root";

    [Chainable]
    public async Task<string> Work(int n)
    {
        journal.Log($"work of {Name}");
        var sum = await probe.Add(n, 1);
        journal.Log($"{sum} of {Name}");
        return $"{Name}{sum}" + (n > 0 ? await this.Work(n - 1) : "");
    }

    [Chainable]
    public async Task<int> Loop(int n)
    {
        var total = 0;
        for (var i = 0; i < n; i++)
        {
            total += await Step(i) + Name.Length;
        }

        return total;
    }

    [Chainable]
    protected async Task<int> Step(int i) => await probe.Add(i, Name.Length);
}

// Neither partial nor with a handler of its own.
public class InheritedHandlersLeaf(IProbe probe, Journal journal) : InheritedHandlersRoot(probe, journal)
{
    protected override string Name => "leaf";
}

public sealed partial class InheritedHandlersOwn(IProbe probe, Journal journal) : InheritedHandlersRoot(probe, journal)
{
    protected override string Name => "own";

    [Chainable]
    public async Task<string> Extra(int n) => $"{await Step(n)} {await Loop(2)} {await base.Work(0)}";
}
