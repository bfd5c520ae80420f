using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Struct locals that are assigned member by member, declared behind awaits and in loops.
[Case]
public partial class DeclaredBehindAwait(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        await probe.Note("a");
        DeclaredBehindAwaitPoint r;
        r.X = r.Y = await probe.Add(1, n);
        for (var i = 0; i < 2; i++)
        {
            await probe.Note($"{r.X}");
            DeclaredBehindAwaitPoint s;
            s.X = i;
            s.Y = await probe.Add(s.X, r.Y);
            r.X += s.Y;
        }
        return $"{r.X} {r.Y}";
    }
}

public struct DeclaredBehindAwaitPoint
{
    public int X;
    public int Y;
}
