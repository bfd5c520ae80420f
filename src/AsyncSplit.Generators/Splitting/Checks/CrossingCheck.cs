using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Residuals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>
/// Looks for what happens before an await and matters behind it, on some path: a forward dataflow analysis over Roslyn's control-flow graph.
/// A check says what leaves a trace, what wipes it out, and what is wrong to meet one that has crossed an await.
/// </summary>
internal abstract class CrossingCheck(HandlerFacts facts)
{
    private readonly Dictionary<SyntaxNode, Captures> _boundaries = facts.Captures.Where(pair => !pair.Key.IsTail).ToDictionary(pair => (SyntaxNode)pair.Key.Syntax, pair => pair.Value);
    private readonly Dictionary<ISymbol, (Trace Trace, SyntaxNode Use)> _found = new(SymbolEqualityComparer.Default);

    protected HandlerFacts Facts { get; } = facts;

    /// <summary>The problems, one for each variable.</summary>
    public IEnumerable<Problem> Run(FlowPaths paths, IReadOnlyDictionary<int, IReadOnlyList<FlowEvent>> events, CancellationToken cancellationToken)
    {
        if (!events.Values.Any(block => block.Any(LeavesTrace)))
        {
            return [];
        }

        var states = new Dictionary<FlowNode, HashSet<Trace>>();
        bool changed;
        do
        {
            changed = false;
            foreach (var node in paths.Nodes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                changed |= Pass(node, paths, events[node.Block.Ordinal], states);
            }
        }
        while (changed);

        return _found.Values.OrderBy(found => found.Trace.Origin.SpanStart).Select(found => Describe(found.Trace, found.Use));
    }

    /// <summary>Whether the event can leave a trace at all: where none does, nothing is followed.</summary>
    protected abstract bool LeavesTrace(FlowEvent flowEvent);

    /// <summary>Adds the traces that the event leaves, removes those that it wipes out, and calls <see cref="Found"/> for those that it is wrong to meet.</summary>
    protected abstract void Visit(FlowEvent flowEvent, HashSet<Trace> traces);

    /// <summary>Whether the trace goes along over the boundary.</summary>
    protected abstract bool Crosses(Trace trace, Captures captures);

    protected abstract Problem Describe(Trace trace, SyntaxNode use);

    /// <summary>Notes what was met. Of several for one variable the first in the text is kept.</summary>
    protected void Found(Trace trace, SyntaxNode use)
    {
        if (!_found.TryGetValue(trace.Variable, out var known) || Order(trace, use).CompareTo(Order(known.Trace, known.Use)) < 0)
        {
            _found[trace.Variable] = (trace, use);
        }
    }

    /// <summary>The last boundary between reading the variable and changing its object, in the very expression that does both.</summary>
    protected SyntaxNode? BoundaryBeforeChange(SyntaxNode mention)
    {
        var change = mention.Ancestors().FirstOrDefault(node => node is AssignmentExpressionSyntax or InvocationExpressionSyntax);
        return change?.DescendantNodes().LastOrDefault(node => node is AwaitExpressionSyntax && node.SpanStart > mention.SpanStart && _boundaries.ContainsKey(node));
    }

    private static (bool, int, int, int) Order(Trace trace, SyntaxNode use) => (use.SpanStart < trace.Await!.SpanStart, trace.Origin.SpanStart, trace.Await.SpanStart, use.SpanStart);

    private bool Pass(FlowNode node, FlowPaths paths, IReadOnlyList<FlowEvent> events, Dictionary<FlowNode, HashSet<Trace>> states)
    {
        var traces = new HashSet<Trace>(At(node));
        var anywhere = new HashSet<Trace>(traces);
        foreach (var flowEvent in events)
        {
            if (flowEvent.Kind == FlowEventKind.Begin)
            {
                continue;
            }

            if (flowEvent.Kind != FlowEventKind.Boundary)
            {
                Visit(flowEvent, traces);
            }
            else if (_boundaries.TryGetValue(flowEvent.Syntax!, out var captures))
            {
                Cross(traces, captures);
            }

            anywhere.UnionWith(traces);
        }

        var changed = false;
        foreach (var next in paths.Successors(node))
        {
            changed |= Add(At(next), traces);
        }

        foreach (var handler in paths.Handlers(node))
        {
            changed |= Add(At(handler), anywhere);
        }

        return changed;

        HashSet<Trace> At(FlowNode place)
        {
            if (!states.TryGetValue(place, out var state))
            {
                states[place] = state = [];
            }

            return state;
        }
    }

    private void Cross(HashSet<Trace> traces, Captures captures)
    {
        foreach (var trace in traces.Where(trace => trace.Await is null).ToList())
        {
            traces.Remove(trace);
            if (trace.Pending is not null)
            {
                traces.Add(trace.Pending == captures.Boundary.Syntax ? trace with { Pending = null } : trace);
            }
            else if (Crosses(trace, captures))
            {
                traces.Add(trace with { Await = captures.Boundary.Syntax });
            }
        }
    }

    private static bool Add(HashSet<Trace> state, HashSet<Trace> traces)
    {
        var count = state.Count;
        state.UnionWith(traces);
        return state.Count != count;
    }
}
