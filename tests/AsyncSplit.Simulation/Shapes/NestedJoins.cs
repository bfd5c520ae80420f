using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Branches that branch.</summary>
public sealed partial class NestedJoins(IWork work, Effects effects)
{
    [Chainable]
    public async Task<int> RunAsync(string run, int count)
    {
        var branches = Enumerable.Range(0, count).Select(i => BranchAsync(run, i, count)).ToList();
        var own = await work.DoAsync(run, "own", 1);
        var sums = await Task.WhenAll(branches);
        effects.Record(run, "joined");
        return own + sums.Sum();
    }

    [Chainable]
    public async Task<int> BranchAsync(string run, int branch, int count)
    {
        var leaves = new Task<int>[count];
        for (var i = 0; i < count; i++)
        {
            leaves[i] = work.DoAsync(run, $"leaf{branch}.{i}", i);
        }

        var all = await Task.WhenAll(leaves);
        return all.Sum() + await leaves[0];
    }
}
