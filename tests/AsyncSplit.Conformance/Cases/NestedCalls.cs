using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Calls as arguments, indexes and elements of calls, all awaited.
[Case]
public partial class NestedCalls(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var x = await probe.Add(await probe.Add(L(1), await probe.Add(2, n)), await probe.Add(await probe.Add(3, L(4)), (await probe.Range(await probe.Add(0, 1), 3))[await probe.Add(1, 0)]));
        var y = (await probe.Words(await probe.Echo("a b " + await probe.Echo("c"))))[await probe.Add(0, 1)].Replace(await probe.Echo("b"), S("q") + await probe.Echo("r"));
        var z = new[]
        {
            await probe.Add(1, 1),
            (await probe.Range(5, 2))[L(0)],
            new[] { L(9), await probe.Add(9, 1) }[await probe.Add(0, 1)]
        }.Select(v => v + x).Sum();
        return $"{x}{y}{z}";
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }

    string S(string x)
    {
        journal.Log($"S {x}");
        return x;
    }
}
