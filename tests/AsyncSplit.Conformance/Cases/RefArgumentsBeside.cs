using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Elements and fields passed by ref, out and in beside an awaited argument, also where they are not there.
[Case]
public partial class RefArgumentsBeside(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var arr = new[] { 1, 2, 3 };
        var h = new RefArgumentsBesideH();
        var r = "";
        r += Bump(ref arr[L(1)], await probe.Add(1, n));
        r += Bump(ref h.F, await probe.Add(2, n));
        r += Bump(ref h.S.X, await probe.Add(L(3), n));
        Set(out arr[L(0)], out h.F, await probe.Add(7, n));
        r += In(in arr[L(2)], h.F, await probe.Add(1, 1));
        try
        {
            r += Bump(ref arr[n + 2], await probe.Add(1, n));
        }
        catch (IndexOutOfRangeException)
        {
            r += "range";
        }

        RefArgumentsBesideH? none = n == 1 ? null : h;
        try
        {
            r += Bump(ref none!.F, await probe.Add(1, n));
        }
        catch (NullReferenceException)
        {
            r += "null";
        }

        int[]? na = n == 2 ? null : arr;
        try
        {
            Set(out na![0], out h.F, await probe.Add(1, n));
        }
        catch (NullReferenceException)
        {
            r += "null2";
        }

        return r + string.Join(",", arr) + h.F + h.S.X;
    }

    int Bump(ref int x, int by)
    {
        x += by;
        return x;
    }

    int In(in int x, int y, int z) => x * 100 + y * 10 + z;
    void Set(out int x, out int y, int v)
    {
        x = v;
        y = v + 1;
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }
}

public sealed class RefArgumentsBesideH
{
    public int F;
    public RefArgumentsBesideS S;
}

public struct RefArgumentsBesideS
{
    public int X;
}
