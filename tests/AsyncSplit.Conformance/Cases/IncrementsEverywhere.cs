using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Increments and decrements of locals, elements, properties and captured variables beside awaits.
[Case]
public partial class IncrementsEverywhere(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var x = n;
        var box = new IncrementsEverywhereBox { Value = n, Items = [1, 2, 3] };
        var i = 0;
        var a = x++ + await probe.Add(x++, ++x) * x--;
        var b = box.Value++ - await probe.Add(box.Value--, --box.Value) + box.Value;
        box.Items[i++] = await probe.Add(i++, box.Items[i]);
        box.Items[--i] += await probe.Add(i--, box.Items[i]++);
        var grow = () => x += 10;
        var c = x + grow() + await probe.Add(x, grow()) + x;
        var d = Sum(x, x = 5, await probe.Add(x, 1), x += 2, x);
        x += x++ + await probe.Add(x, 0) + ++x;
        box.Value *= 2 + await probe.Add(box.Value, 1) * (i = 3) + i;
        return $"{a} {b} {c} {d} {x} {box.Value} {string.Join(",", box.Items)} {i}";
    }

    private static string Sum(params int[] values) => string.Join("+", values);
}

public sealed class IncrementsEverywhereBox
{
    public int Value
    {
        get; set;
    }
    public int[] Items { get; set; } = [];
}
