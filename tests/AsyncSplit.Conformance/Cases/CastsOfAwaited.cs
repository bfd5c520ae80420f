using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Casts, as and is of awaited values of a class hierarchy.
[Case]
public partial class CastsOfAwaited(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        CastsOfAwaitedA a = n > 1 ? new CastsOfAwaitedB { X = n, Y = 2 }

        : new CastsOfAwaitedA { X = 1 };
        var r = ((await probe.Add(1, 1)) as object)?.ToString() + (long)await probe.Add(2, 2) + ((object)await probe.Echo("o") is string os ? os : "");
        var b = (await Get(a)) as CastsOfAwaitedB;
        r += b?.Y;
        if (await Get(a) is CastsOfAwaitedB { Y: var y } bb && y > 1)
            r += y + bb.X;
        try
        {
            r += ((CastsOfAwaitedB)await Get(a)).Y + await probe.Add(1, 1);
        }
        catch (InvalidCastException)
        {
            r += "cast" + await probe.Echo("c");
        }

        r += (a is CastsOfAwaitedB ? ((CastsOfAwaitedB)a).Y : await probe.Add(9, 0));
        return r;
    }

    async Task<CastsOfAwaitedA> Get(CastsOfAwaitedA x)
    {
        await Task.Yield();
        return x;
    }
}

[System.Text.Json.Serialization.JsonDerivedType(typeof(CastsOfAwaitedB), "b")]
[System.Text.Json.Serialization.JsonDerivedType(typeof(CastsOfAwaitedA), "a")]
public class CastsOfAwaitedA
{
    public int X { get; set; }
}

public class CastsOfAwaitedB : CastsOfAwaitedA
{
    public int Y { get; set; }
}
