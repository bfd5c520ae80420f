using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Ref, in and out arguments beside awaited ones, and ref locals that change what the expression has read.
[Case]
public partial class ReferenceArguments(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var x = n;
        int y;
        if (n > 3)
        {
            y = 3;
        }
        else
        {
            y = await probe.Add(n, 1);
        }

        Change(ref x, await probe.Add(n, 2), out var z, ref y);
        var u = n * 3;
        var s = Sum(in u, await probe.Add(n, 1));
        var v = n;
        ref var alias = ref v;
        return $"{z} {s} " + Text(v, alias += 10, await probe.Add(n, 3));
    }

    private static void Change(ref int x, int by, out int z, ref int y)
    {
        x += by;
        z = x + y;
        y = z;
    }

    private static int Sum(in int x, int by) => x + by;

    private static string Text(int a, int b, int c) => $"{a} {b} {c}";
}
