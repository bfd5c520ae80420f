using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Indexers with several arguments, some of them awaited, read, written and changed.
[Case]
public partial class IndexersWithAwaits(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var m = new IndexersWithAwaitsGrid();
        m[await probe.Add(1, 0), L(2), await probe.Echo("k")] = await probe.Add(5, n);
        m[L(1), await probe.Add(1, 1), "k"] += await probe.Add(L(1), 1);
        var q = m[L(1), await probe.Add(L(1), L(1)), k: await probe.Echo("k")];
        m[1, 2, "k"]++;
        return $"{q} {m[1, await probe.Add(2, 0), "k"]++} {m[1, 2, "k"]} {string.Join(",", m.Log)}";
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }
}

public sealed class IndexersWithAwaitsGrid
{
    public List<string> Log { get; set; } = new();
    public Dictionary<string, int> D { get; set; } = new();

    public int this[int a, int b, string k]
    {
        get
        {
            Log.Add($"get {a}{b}{k}");
            return D.GetValueOrDefault($"{a}{b}{k}");
        }

        set
        {
            Log.Add($"set {a}{b}{k} {value}");
            D[$"{a}{b}{k}"] = value;
        }
    }
}
