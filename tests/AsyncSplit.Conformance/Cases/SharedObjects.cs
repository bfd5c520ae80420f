using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// One object in two places of one captured local, and one that leads back to itself, are still one object behind an await.
[Case]
public partial class SharedObjects(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [4]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var node = new SharedObjectsNode { Value = n };
        var twice = new List<SharedObjectsNode> { node, node };
        await probe.Note("list");
        twice[0].Value += 10;
        var text = $"{twice[1].Value}";

        var ring = new SharedObjectsNode { Value = n };
        ring.Next = ring;
        await probe.Note("ring");
        ring.Next.Value++;
        text += $" {ring.Value} {ReferenceEquals(ring, ring.Next)}";

        var pair = new SharedObjectsPair { Left = new() { Value = 1 } };
        pair.Right = pair.Left;
        pair.Left.Value += await probe.Add(n, 1);
        return $"{text} {pair.Right.Value}";
    }
}

public sealed class SharedObjectsNode
{
    public int Value { get; set; }

    public SharedObjectsNode? Next { get; set; }
}

public sealed class SharedObjectsPair
{
    public SharedObjectsNode Left { get; set; } = new();

    public SharedObjectsNode Right { get; set; } = new();
}
