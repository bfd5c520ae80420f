using AsyncSplit.Generators.Splitting.Tree;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>The places of a handler at which entry points go on in a method that they share.</summary>
internal sealed class TailPlan
{
    private readonly Dictionary<(BlockNode Block, int Index), TailPlace> _places = [];
    private readonly Dictionary<LoopNode, TailPlace> _rounds = [];

    /// <summary>All of them: each before those from which control comes to it.</summary>
    public IEnumerable<TailPlace> All => _places.Values.Concat(_rounds.Values).OrderByDescending(place => place.Position).ThenBy(place => place.Around.Count);

    public void Add(TailPlace place)
    {
        if (place.Loop is { } loop)
        {
            _rounds[loop] = place;
        }
        else
        {
            _places[(place.Block!, place.Index)] = place;
        }
    }

    public TailPlace? Before(BlockNode block, int index) => _places.TryGetValue((block, index), out var place) ? place : null;

    public TailPlace? NextRound(LoopNode loop) => _rounds.TryGetValue(loop, out var place) ? place : null;
}
