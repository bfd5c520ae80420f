using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Records are equal by value, and yet one is the same object or another one; so are the tuples and immutable collections that hold them.
[Case]
public partial class SharedRecords(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var one = new SharedRecordsItem("a", n);
        var equal = new SharedRecordsItem("a", n);
        var same = one;
        SharedRecordsItem[] all = [one, equal, one];
        var tuple = Tuple.Create(one, n);
        var other = tuple;
        var immutable = System.Collections.Immutable.ImmutableList.Create(one, equal);
        await probe.Note("records");
        var text = $"{ReferenceEquals(one, same)} {ReferenceEquals(one, equal)} {one == equal} {ReferenceEquals(all[0], all[2])} {ReferenceEquals(all[0], all[1])} {ReferenceEquals(tuple, other)} {ReferenceEquals(tuple.Item1, immutable[0])}";

        // A tree whose branches are shared doubles at every level unless they stay shared.
        var tree = new SharedRecordsTree(null, null);
        for (var i = 0; i < 40; i++)
        {
            tree = new SharedRecordsTree(tree, tree);
        }

        await probe.Note("tree");
        var set = new HashSet<SharedRecordsItem>(ReferenceEqualityComparer.Instance) { all[0], all[1], all[2] };
        await probe.Note("set");
        return $"{text} {ReferenceEquals(tree.Left, tree.Right)} {ReferenceEquals(tree.Left!.Left, tree.Right!.Right)} {set.Count} {set.Contains(one)} {set.Contains(new SharedRecordsItem("a", n))}";
    }
}

public sealed record SharedRecordsItem(string Name, int N);

public sealed record SharedRecordsTree(SharedRecordsTree? Left, SharedRecordsTree? Right);
