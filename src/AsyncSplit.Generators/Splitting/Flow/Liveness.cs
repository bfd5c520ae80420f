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
            NoteBegins(block);
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
            else if (block.BranchValue is { } awaited && awaited.Syntax == syntax && FlowEvents.IsNext(awaited))
            {
                _rounds[(syntax as CommonForEachStatementSyntax)?.Expression ?? syntax] = (block.Ordinal, index);
            }

            for (var node = syntax; node is not null && !_begins.ContainsKey(node); node = node.Parent)
            {
                _begins[node] = (block.Ordinal, index);
            }
        }
    }

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
                if (events[index].Kind == FlowEventKind.Boundary && events[index].Syntax == awaited)
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
                case { Kind: FlowEventKind.Boundary, Syntax: { } awaited }:
                    Note(_behind, awaited, live);
                    break;
                case { Kind: FlowEventKind.Begin }:
                    Note(_before, (node.Block.Ordinal, index), live);
                    break;
            }
        }

        var known = LiveAt(node);
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
