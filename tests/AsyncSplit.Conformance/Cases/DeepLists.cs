using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// A chain of objects some hundred deep is captured and returned; each of it is the same object afterwards.
[Case]
public partial class DeepLists(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [900]];

    [Chainable]
    public async Task<string> Run(int length)
    {
        DeepListsNode? first = null;
        for (var i = length; i > 0; i--)
        {
            first = new DeepListsNode { Value = i, Next = first };
        }

        var last = first!;
        while (last.Next is { } next)
        {
            last = next;
        }

        last.Value += await probe.Add(1, 1);
        var sum = 0;
        for (var node = first; node is not null; node = node.Next)
        {
            sum += node.Value;
        }

        return $"{sum} {last.Value}";
    }
}

public sealed class DeepListsNode
{
    public int Value { get; set; }

    public DeepListsNode? Next { get; set; }
}
