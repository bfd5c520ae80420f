using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Operands that are held across an await of a local function that changes the locals they were read from.
[Case]
public partial class HeldAndChanged(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var items = new List<int> { 1 };
        var k = 1;
        var text = "t";
        var a = k + items.Count * await Grow(2) + k + items.Count;
        var b = Sum(k, ref k, await Grow(1), out var o, k);
        text += text + await Rename("u") + text;
        (k, text) = (await Grow(3) + k, text + k);
        items[items.Count - 1] += await Grow(k) + items[0];
        var c = new[] { k, await Grow(1), k++, await Grow(1), ++k };
        await foreach (var z in Seq())
        {
            items.Add(z);
        }

        var pt = new HeldAndChangedPt { X = k };
        pt.X += await Grow(pt.X) + k;
        pt = pt with { X = pt.X + await Move() };
        return $"{a} {b} {o} {text} {k} {string.Join(",", items)} {string.Join(",", c)} {pt.X}" + await probe.Echo("e");
        async Task<int> Grow(int by)
        {
            items.Add(by);
            await Task.Yield();
            k += by;
            return k;
        }

        async Task<string> Rename(string to)
        {
            var old = text;
            await Task.Yield();
            text = to;
            return old;
        }

        async Task<int> Move()
        {
            await Task.Yield();
            pt.X += 100;
            return 1;
        }

        async IAsyncEnumerable<int> Seq()
        {
            await Task.Yield();
            yield return k;
            k++;
            yield return k;
        }
    }

    static int Sum(int a, ref int b, int c, out int d, int e)
    {
        b += a;
        d = b;
        return a * 1000 + b * 100 + c * 10 + e;
    }
}

public struct HeldAndChangedPt
{
    public int X;
}
