using System.Text.Json.Serialization;
using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Parents that know their children and children that know their parent, through settable, init and constructor members, lists, dictionaries and derived types.
[Case]
public partial class CyclesAndParents(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var root = new CyclesAndParentsNode { Name = "root" };
        for (var i = 0; i < n; i++)
        {
            root.Children.Add(new CyclesAndParentsNode { Name = $"child {i}", Parent = root });
        }

        await probe.Note("tree");
        root.Children[0].Parent!.Name = "changed";
        var text = $"{root.Name} {root.Children.All(child => ReferenceEquals(child.Parent, root))}";

        var held = root.Children[^1];
        held.Weight += await probe.Add(n, 1);
        text += $" {root.Children[^1].Weight}";

        var left = new CyclesAndParentsLeft("left");
        left.Right = new CyclesAndParentsRight(left, n);
        await probe.Note("pair");
        text += $" {ReferenceEquals(left.Right.Left, left)} {left.Right.N}";

        var rooms = new Dictionary<string, CyclesAndParentsRoom>();
        rooms["a"] = new() { Name = "a", All = rooms };
        rooms["b"] = new() { Name = "b", All = rooms };
        await probe.Note("dictionary");
        rooms["a"].All!["c"] = rooms["b"];
        text += $" {rooms.Count} {ReferenceEquals(rooms["b"].All, rooms)} {ReferenceEquals(rooms["c"], rooms["b"])}";

        CyclesAndParentsShape group = new CyclesAndParentsGroup();
        ((CyclesAndParentsGroup)group).Parts.Add(new CyclesAndParentsDot { Owner = group, X = n });
        await probe.Note("polymorphic");
        return $"{text} {ReferenceEquals(((CyclesAndParentsGroup)group).Parts[0].Owner, group)}";
    }
}

public sealed class CyclesAndParentsNode
{
    public string Name { get; set; } = "";

    public int Weight { get; set; }

    public CyclesAndParentsNode? Parent { get; init; }

    public List<CyclesAndParentsNode> Children { get; init; } = [];
}

public sealed class CyclesAndParentsLeft(string name)
{
    public string Name { get; } = name;

    public CyclesAndParentsRight? Right { get; set; }
}

public sealed record CyclesAndParentsRight(CyclesAndParentsLeft Left, int N);

public sealed class CyclesAndParentsRoom
{
    public required string Name { get; init; }

    public Dictionary<string, CyclesAndParentsRoom>? All { get; set; }
}

[JsonDerivedType(typeof(CyclesAndParentsGroup), "group"), JsonDerivedType(typeof(CyclesAndParentsDot), "dot")]
public abstract class CyclesAndParentsShape
{
    public CyclesAndParentsShape? Owner { get; set; }
}

public sealed class CyclesAndParentsGroup : CyclesAndParentsShape
{
    public List<CyclesAndParentsShape> Parts { get; init; } = [];
}

public sealed class CyclesAndParentsDot : CyclesAndParentsShape
{
    public int X { get; set; }
}
