using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Handlers of records, with primary-constructor parameters as services, inherited by other records.
[Case]
public sealed partial record RecordHandlers(IProbe Probe, RecordHandlersDerived Derived)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var x = await Probe.Add(n, 1);
        var y = await ((RecordHandlersBase)Derived).Name(n);
        return $"{x} {await Derived.Name(n)} {y} {await Derived.Own(n)}";
    }
}

public abstract partial record RecordHandlersBase(IProbe Probe)
{
    [Chainable]
    public virtual async Task<string> Name(int n) => $"base{await Probe.Add(n, 2)}";

    [Chainable]
    public async Task<string> Own(int n) => $"{await Probe.Add(n, 3)}{GetType().Name}";
}

public sealed partial record RecordHandlersDerived(IProbe Probe, Journal Journal) : RecordHandlersBase(Probe)
{
    [Chainable]
    public override async Task<string> Name(int n)
    {
        Journal.Log("derived");
        return $"derived{await base.Name(n)}";
    }
}
