using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Null-conditional assignments of members, elements and paths, compound and coalescing ones too, with awaited values.
[Case]
public partial class NullConditionalTargets(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var node = n == 0 ? null : new NullConditionalTargetsNode();
        node?.Name = await probe.Echo("x");
        node?.Next?.Name = await probe.Echo("never");
        node?.Count += await probe.Add(1, n);
        node?.Items[L(0)] = await probe.Echo("i");
        node?.Next ??= new NullConditionalTargetsNode { Name = await probe.Echo("next") };
        var v = node?.Name = await probe.Echo("value");
        return $"{node?.Name} {node?.Count} {node?.Items[0]} {node?.Next?.Name} {v}";
    }

    int L(int x)
    {
        journal.Log($"L {x}");
        return x;
    }
}

public sealed class NullConditionalTargetsNode
{
    public string Name { get; set; } = "";
    public NullConditionalTargetsNode? Next { get; set; }

    public int Count;
    public List<string> Items { get; set; } = new() { "0" };
}
