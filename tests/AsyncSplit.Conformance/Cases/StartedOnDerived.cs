using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Handlers that are started on objects whose run-time type decides what runs.
[Case(UnorderedJournal = true)]
public partial class StartedOnDerived(StartedOnDerivedBase plain, StartedOnDerivedLeaf leaf)
{
    public static IEnumerable<object?[]> Inputs => [[1], [4]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var one = plain.Rate(n);
        var two = Any.Rate(n + 1);
        var three = leaf.Both(n);
        var rates = await Task.WhenAll(one, two);
        return $"{string.Join(",", rates)} {await three}";
    }

    private StartedOnDerivedBase Any => leaf;
}

public partial class StartedOnDerivedBase(IProbe probe)
{
    protected IProbe Probe => probe;

    [Chainable]
    public virtual async Task<int> Rate(int n) => await probe.Add(n, 1) * 10;
}

public partial class StartedOnDerivedLeaf(IProbe probe) : StartedOnDerivedBase(probe)
{
    [Chainable]
    public override async Task<int> Rate(int n)
    {
        await Probe.Note("leaf");
        return -await base.Rate(n);
    }

    [Chainable]
    public async Task<int> Both(int n)
    {
        var own = Rate(n);
        var other = this.Rate(n + 5);
        return await own + await other;
    }
}
