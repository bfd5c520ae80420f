using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Handlers hidden by new ones: which of them runs is the receiver's static type's choice.
[Case]
public partial class HiddenHandlers(HiddenHandlersBase plain, HiddenHandlersDerived derived)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a = await plain.Work(n);
        var b = await derived.Work(n);
        var c = await ((HiddenHandlersBase)derived).Work(n);
        return $"{a} {b} {c} {await derived.Other(n)}";
    }
}

public partial class HiddenHandlersBase(IProbe probe)
{
    protected virtual string Name => "base";

    [Chainable]
    public async Task<string> Work(int n)
    {
        var x = await probe.Add(n, 1);
        return Name + x;
    }

    [Chainable]
    public virtual async Task<string> Other(int n) => await Work(n) + "other";
}

public partial class HiddenHandlersDerived(IProbe probe) : HiddenHandlersBase(probe)
{
    private readonly IProbe _probe = probe;

    protected override string Name => "derived";

    [Chainable]
    public new async Task<string> Work(int n)
    {
        var x = await _probe.Add(n, 100);
        return $"new{x}{await base.Work(n)}";
    }
}
