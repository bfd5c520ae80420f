using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// out variables in conditions, conditional expressions and disjunctions with awaits.
[Case]
public partial class OutInConditions(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        if (int.TryParse(await probe.Echo("1" + n), out var a) && a > 10 && M(out var b, await probe.Add(a, 1), out int c))
        {
            await probe.Note($"{a}{b}{c}");
            a += b + c;
        }

        var d = M(out var e, L(2), out _) ? await probe.Add(e, 1) : e;
        M(out var f, await probe.Add(1, 2), out var g);
        var h = M(out var i, 1, out var j) && await probe.Is(i > j) || M(out i, await probe.Add(5, 5), out j);
        return $"{a}{d}{e}{f}{g}{h}{i}{j}";
    }

    bool M(out int x, int y, out int z)
    {
        x = y;
        z = y * 2;
        journal.Log($"M {y}");
        return true;
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }
}
