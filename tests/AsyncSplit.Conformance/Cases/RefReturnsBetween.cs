using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// References that calls return, and ref locals, between awaits.
[Case]
public partial class RefReturnsBetween(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var t = new RefReturnsBetweenTable();
        t.At(L(1)) = 5;
        t.At(1)++;
        ref var q = ref t.At(2);
        q = 7;
        var v = t.At(1) + await probe.Add(1, 1);
        var w = t.At(L(2)).CompareTo(await probe.Add(1, 1));
        t.At(0) = n;
        await probe.Note($"{v} {w}");
        ref readonly var z = ref t.Items[0];
        v += z;
        return $"{v} {string.Join(",", t.Items)}";
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }
}

public sealed class RefReturnsBetweenTable
{
    public int[] Items { get; set; } = new int[3];

    public ref int At(int i) => ref Items[i];
}
