using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Null-conditional element accesses with awaits behind them.
[Case]
public partial class ConditionalElements(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var list = n == 0 ? null : new List<ConditionalElementsItem?> { null, new() };
        var a = list?[0]?.Name(await probe.Add(1, 1));
        var b = list?[1]?.Name(await probe.Add(1, n));
        var c = list?[await probe.Add(0, 1)]?.Value;
        var d = list?[1]!.Other?[await probe.Add(0, 1)].ToString();
        return $"{a} {b} {c} {d}";
    }
}

public sealed class ConditionalElementsItem
{
    public int Value { get; set; } = 4;
    public int[]? Other { get; set; } = [5, 6];
    public string Name(int k) => $"name{k}";
}
