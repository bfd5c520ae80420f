using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Compound assignment operators that a type defines itself (C# 14), on locals, fields and elements, with awaited values.
[Case]
public partial class OwnCompoundOperators(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var acc = new OwnCompoundOperatorsAcc();
        var box = new OwnCompoundOperatorsHolder();
        acc += await probe.Add(1, n);
        acc += 5;
        acc++;
        box.Acc += await probe.Add(2, n);
        box.Items[L(0)] += await probe.Add(3, 0);
        OwnCompoundOperatorsSAcc sa = default;
        sa += await probe.Add(1, n);
        box.S += await probe.Add(4, n);
        box.Ss[L(1)] += await probe.Add(5, n);
        var got = (box.Acc += await probe.Add(1, 1)).V;
        return $"{acc.V} {box.Acc.V} {box.Items[0].V} {sa.V} {box.S.V} {box.Ss[1].V} {got}";
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }
}

public sealed class OwnCompoundOperatorsAcc
{
    public int V { get; set; }

    public void operator +=(int x) => V += x * 2;
    public void operator ++() => V += 100;
}

public struct OwnCompoundOperatorsSAcc
{
    public int V;
    public void operator +=(int x) => V += x * 3;
}

public sealed class OwnCompoundOperatorsHolder
{
    public OwnCompoundOperatorsAcc Acc = new();
    public OwnCompoundOperatorsSAcc S;
    public OwnCompoundOperatorsAcc[] Items = { new() };
    public OwnCompoundOperatorsSAcc[] Ss = new OwnCompoundOperatorsSAcc[2];
}
