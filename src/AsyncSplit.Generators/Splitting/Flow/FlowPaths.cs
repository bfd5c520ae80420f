using Microsoft.CodeAnalysis.FlowAnalysis;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>The ways through a method. A finally block is walked once for each way of entering it, since where control goes on depends on that.</summary>
internal sealed class FlowPaths
{
    private readonly ControlFlowGraph _graph;

    public FlowPaths(ControlFlowGraph graph)
    {
        _graph = graph;
        Nodes = Reachable();
    }

    /// <summary>All blocks in source order, those of finally regions once for each entrance.</summary>
    public IReadOnlyList<FlowNode> Nodes { get; }

    /// <summary>Where control goes on, exceptions apart.</summary>
    public IEnumerable<FlowNode> Successors(FlowNode node)
    {
        foreach (var branch in new[] { node.Block.ConditionalSuccessor, node.Block.FallThroughSuccessor })
        {
            if (branch is null || IsExcluded(node.Block, branch))
            {
                continue;
            }

            if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
            {
                // The end of a finally block: on to the next one on the way, or to where the branch leads.
                if (node.Entrance is { } entrance && EndedBy(node.Block) == entrance.Branch.FinallyRegions[entrance.Index])
                {
                    yield return Continue(entrance.Branch, entrance.Index + 1, entrance.Outer);
                }
            }
            else if (branch.Destination is not null)
            {
                yield return Continue(branch, 0, node.Entrance);
            }
        }
    }

    /// <summary>The handlers that an exception in the block can reach. One in the same finally block goes on where that does; a finally block itself, when an exception has entered it, nowhere.</summary>
    public IEnumerable<FlowNode> Handlers(FlowNode node)
    {
        for (var region = node.Block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } statement)
            {
                continue;
            }

            foreach (var handler in statement.NestedRegions.Where(nested => nested != region))
            {
                var block = _graph.Blocks[handler.FirstBlockOrdinal];
                yield return new FlowNode(block, EntranceAround(block, node.Entrance));
            }
        }
    }

    private List<FlowNode> Reachable()
    {
        var seen = new HashSet<FlowNode>();
        var order = new List<FlowNode>();
        var pending = new Stack<FlowNode>();
        foreach (var block in _graph.Blocks.Reverse())
        {
            // A finally that is entered by an exception goes on nowhere in particular.
            if (FinallyAround(block.EnclosingRegion) is null || block.IsReachable)
            {
                pending.Push(new FlowNode(block, null));
            }
        }

        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            order.Add(node);
            foreach (var successor in Successors(node).Concat(Handlers(node)))
            {
                pending.Push(successor);
            }
        }

        order.Sort((left, right) => left.Block.Ordinal.CompareTo(right.Block.Ordinal));
        return order;
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

    private FlowNode Continue(ControlFlowBranch branch, int index, FinallyEntrance? outer)
    {
        if (index < branch.FinallyRegions.Length)
        {
            return new FlowNode(_graph.Blocks[branch.FinallyRegions[index].FirstBlockOrdinal], new FinallyEntrance(branch, index, outer));
        }

        // Still inside the finally block that the branch started in, if it was in one.
        return new FlowNode(branch.Destination!, EntranceAround(branch.Destination!, outer));
    }

    private static FinallyEntrance? EntranceAround(BasicBlock block, FinallyEntrance? entrance)
    {
        while (entrance is not null && !IsInside(block, entrance))
        {
            entrance = entrance.Outer;
        }

        return entrance;
    }

    /// <summary>The finally block or filter at whose end the block stands.</summary>
    private static ControlFlowRegion? EndedBy(BasicBlock block)
    {
        var region = block.EnclosingRegion;
        while (region is not null && region.Kind is not (ControlFlowRegionKind.Finally or ControlFlowRegionKind.Filter))
        {
            region = region.EnclosingRegion;
        }

        return region;
    }

    private static bool IsInside(BasicBlock block, FinallyEntrance entrance)
    {
        var region = entrance.Branch.FinallyRegions[entrance.Index];
        return block.Ordinal >= region.FirstBlockOrdinal && block.Ordinal <= region.LastBlockOrdinal;
    }

    private static ControlFlowRegion? FinallyAround(ControlFlowRegion? region)
    {
        while (region is not null && region.Kind != ControlFlowRegionKind.Finally)
        {
            region = region.EnclosingRegion;
        }

        return region;
    }
}
