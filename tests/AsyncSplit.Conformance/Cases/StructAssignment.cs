using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Struct locals that are assigned member by member, around awaits.
[Case]
public partial class StructAssignment(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        StructAssignmentPoint p;
        p.X = n;
        p.Y = await probe.Add(n, 1);
        var q = new StructAssignmentPoint { X = 5 };
        q.Sum = await probe.Add(n, 2);
        await probe.Note($"{p}");
        StructAssignmentPoint r;
        r.X = r.Y = await probe.Add(1, 1);
        return $"{p.X} {p.Y} {p} {r}";
    }
}

public struct StructAssignmentPoint
{
    public int X;
    public int Y;

    public int Sum
    {
        readonly get => X + Y;
        set => Y = value - X;
    }

    public override readonly string ToString() => $"({X}, {Y})";
}
