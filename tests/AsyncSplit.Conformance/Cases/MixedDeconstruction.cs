using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Deconstructions into new and existing variables, elements, properties and discards, with awaits on either side.
[Case]
public partial class MixedDeconstruction(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        int x = 1;
        var arr = new int[3];
        var p = new MixedDeconstructionP();
        (x, var y) = (await probe.Add(1, 1), x);
        (arr[L(0)], arr[await probe.Add(1, 0)], p.A, (x, var z)) = (L(7), x, await probe.Add(2, n), (await probe.Add(3, 3), "z"));
        (x, y) = (y, x);
        (var a, (_, var b)) = (await probe.Echo("a"), (1, await probe.Echo("b")));
        var(c, d) = await Get(n);
        (p.A, _) = await Get2(n);
        (arr[2], p.B) = new MixedDeconstructionD(await probe.Add(4, 0), 5);
        foreach (var(k, v)in new Dictionary<string, int> { ["k"] = await probe.Add(1, 2) })
        {
            await probe.Note(k + v);
        }

        return $"{x}{y}{z}{a}{b}{c}{d}{p.A}{p.B}{string.Join(",", arr)}";
    }

    async Task<(int, string)> Get(int q)
    {
        await Task.Yield();
        return (q, "g");
    }

    async Task<(int, int)> Get2(int q)
    {
        await Task.Yield();
        return (q, 2);
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }
}

public sealed class MixedDeconstructionP
{
    public int A { get; set; }

    public int B;
}

public sealed record MixedDeconstructionD(int X, int Y);
