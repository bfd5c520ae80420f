using System.Collections.Immutable;
using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Awaits;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Opaque awaits, whose wait is billed (SPLIT201).</summary>
internal static class OpaqueAwaitCheck
{
    public static IEnumerable<Problem> Run(HandlerFacts facts)
    {
        foreach (var boundary in facts.Captures.Keys.Where(boundary => boundary.Kind == BoundaryKind.Opaque))
        {
            var place = boundary.Syntax.GetLocation();
            yield return new Problem(
                RuleIds.OpaqueAwait,
                place,
                $"'{boundary.Name}' is no chain call: this step waits for it, which is billed, then sends its result on to the next step. Make a long wait a chain call or a Task.Delay; keep a short one in this step with Inline().")
            {
                Further = [place],
                Facts = boundary.CanInline ? ImmutableDictionary<string, string?>.Empty.Add(FactNames.CanInline, null) : ImmutableDictionary<string, string?>.Empty,
            };
        }
    }
}
