using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Receivers of chain calls that are computed, and evaluated once, before the arguments.
[Case]
public partial class ChainCallReceivers(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var calls = new List<IProbe> { probe };
        var i = 0;
        var a = await Get(i++).Add(await Get(i++).Add(i, 1), i);
        var b = await (n > 1 ? Get(5) : probe).Echo($"{i++}");
        var c = await this.Get(i).Add(Log(1), await ((IProbe)Get(7)).Add(Log(2), i++)).ConfigureAwait(false);
        await (Get(8)).Note($"{i}");
        var d = await Deep.Probe(this).Add(1, Log(3));
        return $"{a} {b} {c} {d} {i}";
    }

    private IProbe Get(int x)
    {
        journal.Log($"get {x}");
        return probe;
    }
    private int Log(int x)
    {
        journal.Log($"log {x}");
        return x;
    }
    private static class Deep
    {
        public static IProbe Probe(ChainCallReceivers c) => c.Get(9);
    }
}
