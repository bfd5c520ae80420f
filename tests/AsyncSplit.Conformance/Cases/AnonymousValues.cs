using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Values of anonymous types whose computation an await divides, and which do not live across one.
[Case]
public partial class AnonymousValues(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var v = new { A = L(1), B = await probe.Add(1, n), C = S("c") };
        var t = v.A + v.B + v.C;
        await probe.Note(t);
        var w = n > 1 ? new { X = await probe.Echo("x") }

        : new { X = "y" };
        t += w.X;
        var list = (await probe.Range(1, 3)).Select(x => new { x, y = x * 2 }).Where(p => p.y > 2).Select(p => p.x).ToList();
        return t + list.Count + await probe.Echo("e") + list[0];
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
