using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Locals that are assigned on every path, some of which await.
[Case]
public partial class DefiniteAssignment(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        int a;
        if (n > 1)
            a = 1;
        else
            a = await probe.Add(n, 1);
        int b;
        try
        {
            b = await probe.Fail(n > 4 ? "custom" : "none", "m");
        }
        catch (ProbeException e) { b = e.Code; }
        int c;
        while (true)
        {
            c = await probe.Add(b, a);
            if (c >= 0)
                break;
        }
        int d;
        switch (n)
        {
            case 1:
                d = 4;
                break;
            case 2:
                d = await probe.Add(4, 4);
                break;
            default:
                throw new InvalidOperationException($"{a} {b} {c}");
        }
        int e2, f;
        e2 = f = await probe.Add(d, 1);
        string? g;
        do
        {
            g = await probe.Maybe(null);
        } while (g is not null);
        int h;
        bool ok = n > 1 ? int.TryParse(await probe.Echo("7"), out h) : (h = await probe.Add(1, 1)) > 0;
        for (int i = 0, j; i < 2; i++)
        {
            j = await probe.Add(i, 1);
            h += j;
        }
        var t = (x: 0, y: 0);
        (t.x, var k) = (await probe.Add(1, 1), await probe.Add(2, 2));
        {
            int inner;
            inner = await probe.Add(3, 3);
            k += inner;
        }
        {
            string inner;
            inner = await probe.Echo("s");
            g += inner;
        }
        return $"{a} {b} {c} {d} {e2} {f} {g} {h} {ok} {t} {k}";
    }
}
