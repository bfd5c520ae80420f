using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Overrides of overrides: sealed, not marked themselves, not async, calling the base's version of the same and of another method.
[Case]
public partial class OverriddenHandlers(OverriddenHandlersTop top, OverriddenHandlersMiddle middle, OverriddenHandlersBottom bottom)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var results = new List<string>();
        foreach (var index in new[] { 0, 1, 2 })
        {
            results.Add(await Of(index).Name(n));
            results.Add($"{await Of(index).Value(n)}");
            results.Add($"{await Of(index).Plain(n)}");
        }

        results.Add(await bottom.Both(n));
        results.Add(await middle.Name(n, 2));
        return string.Join(" ", results);
    }

    private OverriddenHandlersTop Of(int index) => index switch { 0 => top, 1 => middle, _ => bottom };
}

public partial class OverriddenHandlersTop(IProbe probe)
{
    protected IProbe Probe => probe;

    [Chainable]
    public virtual async Task<string> Name(int n) => await Probe.Echo($"top{n}");

    [Chainable]
    public virtual async ValueTask<int> Value(int n)
    {
        var x = await probe.Add(n, 1);
        return x + await probe.Add(x, 1);
    }

    [Chainable]
    public virtual Task<int> Plain(int n) => Task.FromResult(n);
}

public partial class OverriddenHandlersMiddle(IProbe probe, Journal journal) : OverriddenHandlersTop(probe)
{
    // Chainable as what it overrides is.
    public override async Task<string> Name(int n)
    {
        journal.Log("middle");
        var inner = await base.Name(n + 1);
        journal.Log($"got {inner}");
        return $"<{inner}>{await Probe.Echo("m")}";
    }

    [Chainable]
    public async Task<string> Name(int n, int times) => n > 1 ? await base.Name(n) + times : await base.Name(times);

    [Chainable]
    public sealed override async ValueTask<int> Value(int n) => await base.Value(n) * 10;

    public override Task<int> Plain(int n)
    {
        journal.Log("plain");
        return n > 1 ? base.Plain(-n) : Probe.Add(n, n);
    }
}

public partial class OverriddenHandlersBottom(IProbe probe, Journal journal) : OverriddenHandlersMiddle(probe, journal)
{
    [Chainable]
    public override async Task<string> Name(int n)
    {
        try
        {
            return await base.Name(n) + await base.Name(n, 1);
        }
        finally
        {
            await Probe.Note("bottom");
        }
    }

    [Chainable]
    public async Task<string> Both(int n) => await base.Name(n) + await this.Name(n) + await Plain(n) + await base.Plain(n);
}
