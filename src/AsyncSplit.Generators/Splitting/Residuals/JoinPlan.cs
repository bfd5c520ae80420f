using AsyncSplit.Generators.Splitting.Tree;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>The places of a handler at which entry points go on in a method that they share.</summary>
internal sealed class JoinPlan
{
    private readonly Dictionary<(BlockNode Block, int Index), Join> _places = [];
    private readonly Dictionary<LoopNode, Join> _rounds = [];

    /// <summary>All of them: each before those from which control comes to it.</summary>
    public IEnumerable<Join> All => _places.Values.Concat(_rounds.Values).OrderByDescending(join => join.Position).ThenBy(join => join.Around.Count);

    public void Add(Join join)
    {
        if (join.Loop is { } loop)
        {
            _rounds[loop] = join;
        }
        else
        {
            _places[(join.Block!, join.Index)] = join;
        }
    }

    public Join? Before(BlockNode block, int index) => _places.TryGetValue((block, index), out var join) ? join : null;

    public Join? NextRound(LoopNode loop) => _rounds.TryGetValue(loop, out var join) ? join : null;
}
