using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Deconstruction into receivers that are calls, nested tuples, and lists of tuples, with awaits.
[Case]
public partial class DeconstructionOrder(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var(a, (b, c)) = (await probe.Add(1, n), (L(2), await probe.Echo("c")));
        int d;
        string e;
        (d, (e, _)) = (L(3), (await probe.Echo("e"), L(4)));
        (d, a) = (a, await probe.Add(d, a));
        var p = new DeconstructionOrderP();
        (p.Get(journal, 1).X, p.Get(journal, 2).X, var f) = (await probe.Add(1, 1), L(5), S("f"));
        ((p.X, d), var g) = ((d, await probe.Add(d, d)), p.X);
        if ((await probe.Add(n, 0), a) is (> 1, var h) && h > 0)
            e += h;
        var list = new List<(int A, string B)> { (await probe.Add(1, 1), "x"), (L(2), await probe.Echo("y")) };
        foreach (var(x, y)in list)
        {
            e += y;
            await probe.Note(e);
            d += x;
        }

        return $"{a}{b}{c}{d}{e}{f}{g}{p.X}{list[^1].B}";
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

public sealed class DeconstructionOrderP
{
    public int X { get; set; }

    public DeconstructionOrderP Get(Journal j, int i)
    {
        j.Log("get " + i);
        return this;
    }
}
