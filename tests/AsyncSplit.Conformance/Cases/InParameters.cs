using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Variables passed to in parameters, with and without the keyword, beside an await that changes them.
[Case]
public partial class InParameters(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var k = 1;
        var arr = new[] { 1, 2 };
        var b = new InParametersB { V = 1 };
        var r = In(k, await Grow(2)) + "|" + In(arr[0], await Grow(3)) + "|" + InB(b, await Grow(4)) + "|" + In(b.V, await Grow(5)) + "|" + In(in k, await Grow(6)) + "|" + In(in arr[1], await Grow(7));
        return r + await probe.Echo("e");
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

    static string In(in int a, int b) => $"{a},{b}";
    static string InB(in InParametersB a, int b) => $"{a.V},{b}";
}

public struct InParametersB
{
    public int V;
}
