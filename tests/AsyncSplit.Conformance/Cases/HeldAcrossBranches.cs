using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Values that are held across conditionals, ??, && and initializers with awaits.
[Case]
public partial class HeldAcrossBranches(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1, null], [2, "x"]];

    [Chainable]
    public async Task<string> Run(int n, string? s)
    {
        var o = new HeldAcrossBranchesItem { Value = n };
        var a = Sum(o.Value++, n > 1 ? await probe.Add(o.Value, 1) : o.Value++, o.Value, await probe.Add(o.Value, 2), o.Value++);
        var b = o.Value++ + (s ?? await probe.Echo("none") + o.Value++) + o.Value;
        var c = $"{o.Value++}{(await probe.Is(n > 1) && await probe.Is(o.Value++ > 3) ? o.Value : await probe.Add(o.Value++, 1))}{o.Value++}";
        var d = new[] { o.Value++, n switch { 1 => await probe.Add(o.Value++, 1), _ => o.Value++ }, o.Value };
        var e = Text(o.Value++, new HeldAcrossBranchesItem { Value = await probe.Add(o.Value++, 1), Other = o.Value++ }, s?.PadLeft(await probe.Add(o.Value++, 1)).Length, o.Value);
        o.Value += n > 1 ? await probe.Add(o.Value++, 1) : 5 + o.Value++;
        return $"{a} {b} {c} {string.Join(",", d)} {e} {o.Value}";
    }

    private static string Sum(params int[] values) => string.Join("+", values);
    private static string Text(int a, HeldAcrossBranchesItem b, int? c, int d) => $"{a} {b.Value} {b.Other} {c} {d}";
}

public sealed class HeldAcrossBranchesItem
{
    public int Value
    {
        get; set;
    }
    public int Other
    {
        get; set;
    }
}
