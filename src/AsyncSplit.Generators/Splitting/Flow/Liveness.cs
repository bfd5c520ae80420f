using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>
/// Which locals are live behind each await: read on some path before they are written. A backward dataflow analysis over Roslyn's control-flow graph.
/// </summary>
/// <remarks>
/// A finally block is analysed once for each way of entering it, since what is live at its end depends on where control goes on. In a try block every
/// point may lead to its handlers, so what is live there is live throughout. Both follow C#'s rules of definite assignment: what is live is assigned.
/// </remarks>
internal sealed class Liveness
{
    private readonly Dictionary<SyntaxNode, HashSet<ISymbol>> _behind = [];
    private readonly Dictionary<(int Block, int Event), HashSet<ISymbol>> _before = [];
    private readonly Dictionary<SyntaxNode, (int Block, int Event)> _begins = [];
    private readonly Dictionary<SyntaxNode, (int Block, int Event)> _rounds = [];
    private readonly Dictionary<(int Block, Entrance? Entrance), HashSet<ISymbol>> _live = [];
    private readonly Dictionary<int, IReadOnlyList<FlowEvent>> _events = [];
    private readonly ControlFlowGraph _graph;
    private bool _changed;

    public Liveness(ControlFlowGraph graph, LocalMap locals, CancellationToken cancellationToken)
    {
        _graph = graph;
        var events = new FlowEvents(locals);
        events.Prepare(graph);
        foreach (var block in graph.Blocks)
        {
            _events[block.Ordinal] = events.Of(block);
            NoteBegins(block);
        }

        var nodes = Reachable();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            _changed = false;
            for (var index = nodes.Count - 1; index >= 0; index--)
            {
                Update(nodes[index]);
            }
        }
        while (_changed);
    }

    /// <summary>The locals and parameters that are live right behind the await.</summary>
    public IReadOnlyCollection<ISymbol> Behind(SyntaxNode awaited) => _behind.TryGetValue(awaited, out var live) ? live : [];

    /// <summary>The locals and parameters that are live before a statement or expression is run; null where nothing of it runs.</summary>
    public IReadOnlyCollection<ISymbol>? Before(SyntaxNode node) => _begins.TryGetValue(node, out var place) && _before.TryGetValue(place, out var live) ? live : null;

    /// <summary>The same, where a foreach goes on to its next element.</summary>
    public IReadOnlyCollection<ISymbol>? BeforeNext(CommonForEachStatementSyntax loop) => _rounds.TryGetValue(loop.Expression, out var place) && _before.TryGetValue(place, out var live) ? live : null;

    /// <summary>Notes where each piece of syntax begins: the graph's blocks are in the order of the source.</summary>
    private void NoteBegins(BasicBlock block)
    {
        var events = _events[block.Ordinal];
        for (var index = 0; index < events.Count; index++)
        {
            if (events[index] is not { Kind: FlowEventKind.Begin, Syntax: { } syntax })
            {
                continue;
            }

            if (block.BranchValue is IInvocationOperation { TargetMethod.Name: "MoveNext" } next && next.Syntax == syntax)
            {
                _rounds[syntax] = (block.Ordinal, index);
            }

            for (var node = syntax; node is not null && !_begins.ContainsKey(node); node = node.Parent)
            {
                _begins[node] = (block.Ordinal, index);
            }
        }
    }

    /// <summary>All blocks, those of finally regions once for each entrance.</summary>
    private List<(BasicBlock Block, Entrance? Entrance)> Reachable()
    {
        var seen = new HashSet<(int, Entrance?)>();
        var order = new List<(BasicBlock, Entrance?)>();
        var pending = new Stack<(BasicBlock Block, Entrance? Entrance)>();
        foreach (var block in _graph.Blocks.Reverse())
        {
            // A finally that is entered by an exception goes on nowhere in particular.
            if (FinallyAround(block.EnclosingRegion) is null || block.IsReachable)
            {
                pending.Push((block, null));
            }
        }

        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (!seen.Add((node.Block.Ordinal, node.Entrance)))
            {
                continue;
            }

            order.Add(node);
            foreach (var successor in Successors(node.Block, node.Entrance))
            {
                pending.Push(successor);
            }
        }

        order.Sort((left, right) => left.Item1.Ordinal.CompareTo(right.Item1.Ordinal));
        return order;
    }

    private IEnumerable<(BasicBlock Block, Entrance? Entrance)> Successors(BasicBlock block, Entrance? entrance)
    {
        foreach (var branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
        {
            if (branch is null || IsExcluded(block, branch))
            {
                continue;
            }

            if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
            {
                // The end of a finally block: on to the next one on the way, or to where the branch leads.
                if (entrance is not null)
                {
                    yield return Continue(entrance.Branch, entrance.Index + 1, entrance.Outer);
                }
            }
            else if (branch.Destination is not null)
            {
                yield return Continue(branch, 0, entrance);
            }
        }
    }

    /// <summary>Whether a constant condition never takes the branch: C#'s definite assignment does not follow it either.</summary>
    private static bool IsExcluded(BasicBlock block, ControlFlowBranch branch)
    {
        if (block.ConditionKind == ControlFlowConditionKind.None || block.BranchValue?.ConstantValue is not { HasValue: true, Value: bool value })
        {
            return false;
        }

        var jumps = value == (block.ConditionKind == ControlFlowConditionKind.WhenTrue);
        return jumps != branch.IsConditionalSuccessor;
    }

    private (BasicBlock Block, Entrance? Entrance) Continue(ControlFlowBranch branch, int index, Entrance? outer)
    {
        if (index < branch.FinallyRegions.Length)
        {
            return (_graph.Blocks[branch.FinallyRegions[index].FirstBlockOrdinal], new Entrance(branch, index, outer));
        }

        // Still inside the finally block that the branch started in, if it was in one.
        return (branch.Destination!, outer is not null && IsInside(branch.Destination!, outer) ? outer : null);
    }

    private static bool IsInside(BasicBlock block, Entrance entrance)
    {
        var region = entrance.Branch.FinallyRegions[entrance.Index];
        return block.Ordinal >= region.FirstBlockOrdinal && block.Ordinal <= region.LastBlockOrdinal;
    }

    private void Update((BasicBlock Block, Entrance? Entrance) node)
    {
        var live = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var successor in Successors(node.Block, node.Entrance))
        {
            live.UnionWith(LiveAt(successor.Block, successor.Entrance));
        }

        var handled = Handled(node.Block, node.Entrance);
        live.UnionWith(handled);
        var events = _events[node.Block.Ordinal];
        for (var index = events.Count - 1; index >= 0; index--)
        {
            switch (events[index])
            {
                case { Kind: FlowEventKind.Read, Symbol: { } read }:
                    live.Add(read);
                    break;
                case { Kind: FlowEventKind.Write, Symbol: { } written } when !handled.Contains(written):
                    live.Remove(written);
                    break;
                case { Kind: FlowEventKind.Boundary, Syntax: { } awaited }:
                    Note(_behind, awaited, live);
                    break;
                case { Kind: FlowEventKind.Begin }:
                    Note(_before, (node.Block.Ordinal, index), live);
                    break;
            }
        }

        var known = LiveAt(node.Block, node.Entrance);
        var count = known.Count;
        known.UnionWith(live);
        _changed |= known.Count != count;
    }

    private static void Note<T>(Dictionary<T, HashSet<ISymbol>> places, T place, HashSet<ISymbol> live)
        where T : notnull
    {
        if (!places.TryGetValue(place, out var known))
        {
            places[place] = known = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        }

        known.UnionWith(live);
    }

    /// <summary>What is live at the handlers that an exception in the block can reach.</summary>
    private HashSet<ISymbol> Handled(BasicBlock block, Entrance? entrance)
    {
        var live = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } statement)
            {
                continue;
            }

            foreach (var handler in statement.NestedRegions.Where(nested => nested != region))
            {
                live.UnionWith(LiveAt(_graph.Blocks[handler.FirstBlockOrdinal], null));
            }
        }

        return live;
    }

    private static ControlFlowRegion? FinallyAround(ControlFlowRegion? region)
    {
        while (region is not null && region.Kind != ControlFlowRegionKind.Finally)
        {
            region = region.EnclosingRegion;
        }

        return region;
    }

    private HashSet<ISymbol> LiveAt(BasicBlock block, Entrance? entrance)
    {
        if (!_live.TryGetValue((block.Ordinal, entrance), out var live))
        {
            _live[(block.Ordinal, entrance)] = live = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        }

        return live;
    }

    /// <summary>One way of entering a finally block: the branch that leads through it, which of the branch's finally blocks it is, and the finally block around the branch, if any.</summary>
    private sealed record Entrance(ControlFlowBranch Branch, int Index, Entrance? Outer);
}
