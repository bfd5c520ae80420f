using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Receivers of extension methods by reference, and of methods of structs, beside an await that changes them.
[Case]
public partial class RefReceivers(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var k = 1;
        var arr = new[] { 1, 2 };
        var b = new RefReceiversB { V = 1 };
        var r = k.In(await Grow(2)) + "|" + arr[0].In(await Grow(3)) + "|" + b.InB(await Grow(4)) + "|" + k.Ref(await Grow(5)) + "|" + arr[1].Ref(await Grow(6)) + "|" + b.RefB(await Grow(7)) + b.V + "|" + b.Own(await Grow(8)) + b.V;
        try
        {
            r += arr[n + 1].In(await probe.Add(1, n));
        }
        catch (IndexOutOfRangeException)
        {
            r += "range";
        }

        return r + k + await probe.Echo("e");
        async Task<int> Grow(int by)
        {
            await Task.Yield();
            k += by;
            arr[0] += by;
            arr[1] += by;
            b.V += by;
            return by;
        }
    }
}

public struct RefReceiversB
{
    public int V;
    public string Own(int x) => $"{V++},{x}";
}

public static class RefReceiversE
{
    public static string In(this in int a, int b) => $"{a},{b}";
    public static string InB(this in RefReceiversB a, int b) => $"{a.V},{b}";
    public static string Ref(this ref int a, int b) => $"{a++},{b}";
    public static string RefB(this ref RefReceiversB a, int b) => $"{a.V++},{b}";
}
