using AsyncSplit.Generators.Splitting.Flow;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>The checks of what can be split and is yet worth a word. They are the analyzer's alone: what is generated does not depend on them.</summary>
internal static class HandlerChecks
{
    /// <summary>Adds what the checks of an analysed handler find.</summary>
    public static void Run(HandlerFacts facts, List<Problem> problems, CancellationToken cancellationToken)
    {
        problems.AddRange(OpaqueAwaitCheck.Run(facts));
        problems.AddRange(SequenceMaterializedCheck.Run(facts, cancellationToken));
        problems.AddRange(AlmostTailCallCheck.Run(facts, cancellationToken));
        if (facts.Graph is { } graph)
        {
            var members = new MemberMap(facts.Locals, facts.Semantics, cancellationToken);
            var flow = new FlowEvents(facts.Locals, members);
            flow.Prepare(graph);
            var paths = new FlowPaths(graph);
            var events = graph.Blocks.ToDictionary(block => block.Ordinal, flow.Of);
            foreach (var check in new CrossingCheck[] { new InstanceStateCheck(facts), new SharedObjectCheck(facts, members, cancellationToken), new GrowingCollectionCheck(facts, cancellationToken) })
            {
                problems.AddRange(check.Run(paths, events, cancellationToken));
            }
        }
    }
}
