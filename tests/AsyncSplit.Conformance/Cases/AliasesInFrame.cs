using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Two locals, elements and members that are one object, in one frame.
[Case]
public partial class AliasesInFrame(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var a = new AliasesInFrameNode { Value = n };
        var b = a;
        var list = new List<AliasesInFrameNode> { a, new() { Value = 3 }, a };
        var map = new Dictionary<string, AliasesInFrameNode> { ["x"] = list[1] };
        a.Next = a;
        int[] numbers = [1, 2, 3];
        var same = numbers;
        IList<int> third = numbers;
        await probe.Note("x");
        b.Value++;
        list[2].Value++;
        map["x"].Value = 7;
        same[0] = 9;
        return $"{a.Value} {list[0].Value} {list[1].Value} {numbers[0]} {third[0]} {ReferenceEquals(a.Next, a)} {ReferenceEquals(list[0], b)}";
    }
}

public sealed class AliasesInFrameNode
{
    public int Value
    {
        get; set;
    }
    public AliasesInFrameNode? Next
    {
        get; set;
    }
}
