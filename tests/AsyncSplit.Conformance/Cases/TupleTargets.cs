using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Tuple assignments with awaits on their right, of locals and discards, nested.
[Case]
public partial class TupleTargets(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a = n;
        var b = 10;
        (a, b) = (b, await probe.Add(a, 1));
        (b, a) = (await probe.Add(a, b), b);
        ((a, var c), b) = ((await probe.Add(a, 1), a), await probe.Add(b, a));
        (int d, string e) = await Pair(n);
        (a, (b, _)) = (a + b, (await probe.Add(a, b), a));
        var (f, (g, h)) = (n, await Pair(a));
        var t = (a, b);
        t.a += await probe.Add(t.b, 1);
        return $"{a} {b} {c} {d} {e} {f} {g} {h} {t}";
    }

    private static async Task<(int Number, string Text)> Pair(int n)
    {
        await Task.Yield();
        return (n, $"p{n}");
    }
}
