using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Compound assignments to properties along paths of properties, calls and elements, with awaited values.
[Case]
public partial class CompoundThroughPaths(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var o = new CompoundThroughPathsOuter();
        o.Inner.Value += await probe.Add(1, n);
        o.Inner.Value *= await probe.Add(1, 1);
        o.Get(S("g")).Value -= await probe.Add(L(1), 0);
        o.Items[L(0)].Value <<= await probe.Add(1, 0);
        o.Items[await probe.Add(0, 0)].Value++;
        o.Inner.Text += await probe.Echo("t") + S("u");
        o.Inner.Value = o.Inner.Value + await probe.Add(2, 2) + o.Inner.Value++;
        return $"{o.Inner.Value} {o.Items[0].Value} {o.Inner.Text}";
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }

    string S(string x)
    {
        journal.Log($"S {x}");
        return x;
    }
}

public sealed class CompoundThroughPathsOuter
{
    public CompoundThroughPathsInner Inner { get; set; } = new();
    public List<CompoundThroughPathsInner> Items { get; set; } = new()
    {
        new() { Value = 3 }
    };

    public CompoundThroughPathsInner Get(string s) => Inner;
}

public sealed class CompoundThroughPathsInner
{
    public int Value { get; set; }
    public string Text { get; set; } = "";
}
