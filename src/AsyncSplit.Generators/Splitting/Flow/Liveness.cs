using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

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
    private readonly Dictionary<FlowNode, HashSet<ISymbol>> _live = [];
    private readonly Dictionary<int, IReadOnlyList<FlowEvent>> _events = [];
    private readonly FlowPaths _paths;
    private bool _changed;

    public Liveness(ControlFlowGraph graph, LocalMap locals, CancellationToken cancellationToken)
    {
        var events = new FlowEvents(locals);
        events.Prepare(graph);
        foreach (var block in graph.Blocks)
        {
            _events[block.Ordinal] = events.Of(block);
        }

        _paths = new FlowPaths(graph);
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            _changed = false;
            for (var index = _paths.Nodes.Count - 1; index >= 0; index--)
            {
                Update(_paths.Nodes[index]);
            }
        }
        while (_changed);
    }

    /// <summary>The locals and parameters that are live right behind the await.</summary>
    public IReadOnlyCollection<ISymbol> Behind(SyntaxNode awaited) => _behind.TryGetValue(awaited, out var live) ? live : [];

    /// <summary>Where the local is read first behind the await: of several ways, the first in the text behind the await, else (in a loop) the first of all.</summary>
    public SyntaxNode? NextUse(SyntaxNode awaited, ISymbol local)
    {
        var uses = new List<SyntaxNode>();
        var seen = new HashSet<FlowNode>();
        var pending = new Stack<FlowNode>();
        foreach (var node in _paths.Nodes)
        {
            var events = _events[node.Block.Ordinal];
            for (var index = 0; index < events.Count; index++)
            {
                if (events[index].Kind == FlowEventKind.Boundary && events[index].Await == awaited)
                {
                    Follow(node, index + 1);
                }
            }
        }

        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (seen.Add(node))
            {
                Follow(node, 0);
            }
        }

        return uses.OrderBy(use => use.SpanStart < awaited.SpanStart).ThenBy(use => use.SpanStart).FirstOrDefault();

        void Follow(FlowNode node, int start)
        {
            var isWritten = false;
            foreach (var flowEvent in _events[node.Block.Ordinal].Skip(start).Where(flowEvent => SymbolEqualityComparer.Default.Equals(flowEvent.Symbol, local)))
            {
                if (flowEvent is { Kind: FlowEventKind.Read, Syntax: { } use })
                {
                    uses.Add(use);
                    return;
                }

                isWritten = true;
                break;
            }

            foreach (var next in isWritten ? _paths.Handlers(node) : _paths.Successors(node).Concat(_paths.Handlers(node)))
            {
                pending.Push(next);
            }
        }
    }

    private void Update(FlowNode node)
    {
        var live = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var successor in _paths.Successors(node))
        {
            live.UnionWith(LiveAt(successor));
        }

        var handled = Handled(node);
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
                case { Kind: FlowEventKind.Boundary, Await: { } awaited }:
                    if (!_behind.TryGetValue(awaited, out var behind))
                    {
                        _behind[awaited] = behind = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
                    }

                    behind.UnionWith(live);
                    break;
            }
        }

        var known = LiveAt(node);
        var count = known.Count;
        known.UnionWith(live);
        _changed |= known.Count != count;
    }

    /// <summary>What is live at the handlers that an exception in the block can reach.</summary>
    private HashSet<ISymbol> Handled(FlowNode node)
    {
        var live = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var handler in _paths.Handlers(node))
        {
            live.UnionWith(LiveAt(handler));
        }

        return live;
    }

    private HashSet<ISymbol> LiveAt(FlowNode node)
    {
        if (!_live.TryGetValue(node, out var live))
        {
            _live[node] = live = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        }

        return live;
    }
}
