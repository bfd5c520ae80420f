using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Increments as indexes, operands and targets around awaits.
[Case]
public partial class IncrementOrder(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a = new int[4];
        var i = 0;
        var p = new IncrementOrderP();
        a[i++] = await probe.Add(i, 1);
        a[i++] += i++ + await probe.Add(i, i++) + i;
        p.V[await probe.Add(i, -3)]++;
        p[i] += p[i]-- + await probe.Add(p[i]++, 1);
        i = i++ + await probe.Add(++i, i--) + --i;
        a[^1] = i;
        a[i % 2] -= await probe.Add(a[0], a[i % 2]--);
        p.N++;
        p.N ??= 3;
        p.N += await probe.Add(1, 1);
        p.Q.N--;
        p.Q.N *= await probe.Add(2, 0);
        return $"{string.Join(",", a)} {i} {string.Join(",", p.V)} {p.N} {p.Q.N}";
    }
}

public sealed class IncrementOrderP
{
    public int[] V { get; set; } = [1, 2, 3, 4];

    public int this[int i] { get => V[i % 4]; set => V[i % 4] = value; }

    public int? N { get; set; } = 1;
    public IncrementOrderP2 Q { get; set; } = new();
}

public sealed class IncrementOrderP2
{
    public int N = 5;
}
