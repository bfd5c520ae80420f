using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Manifests;
using AsyncSplit.Generators.Splitting.Awaits;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Finds what the manifest says of a unit.</summary>
internal static class UnitOutlines
{
    public static UnitOutline Of(UnitAnalysis unit, UnitContext shared)
    {
        var (first, last) = LinesOf(unit.Unit.Syntax, shared);
        var tails = unit.Boundaries.Where(boundary => boundary.IsTail).Select(boundary => CalleeOf(boundary, shared)).OfType<string>()
            .Concat(unit.Forwarded?.All.Select(call => Chainables.WireName(unit.Forwarded.CallIn(call)!.Value.Callee)) ?? []);
        var starts = unit.Forks.Started.Values.Select(Chainables.WireName).Concat(unit.Forks.StartedLifted.Values.Concat(unit.Forks.Lambdas).Select(lifted => shared.WireNames[lifted]));
        return new UnitOutline(
            first,
            last,
            unit.Boundaries.Where(boundary => !boundary.IsTail).Select(boundary => Of(boundary, shared)).ToEquatableArray(),
            Sorted(tails),
            Sorted(starts));
    }

    private static BoundaryOutline Of(Boundary boundary, UnitContext shared)
    {
        var (first, last) = LinesOf(boundary.Syntax, shared);
        return new BoundaryOutline(
            boundary.Kind switch
            {
                BoundaryKind.ChainCall => "call",
                BoundaryKind.Delay => "delay",
                BoundaryKind.Yield => "yield",
                BoundaryKind.Join => "join",
                _ => "other",
            },
            CalleeOf(boundary, shared),
            first,
            last);
    }

    private static string? CalleeOf(Boundary boundary, UnitContext shared) =>
        boundary.Lifted is { } lifted ? shared.WireNames[lifted] : boundary is { Kind: BoundaryKind.ChainCall, Callee: { } callee } ? Chainables.WireName(callee) : null;

    private static (int First, int Last) LinesOf(SyntaxNode node, UnitContext shared)
    {
        var span = node.GetLocation().GetLineSpan();
        return (span.StartLinePosition.Line - shared.FirstLine, span.EndLinePosition.Line - shared.FirstLine);
    }

    private static EquatableArray<string> Sorted(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();
}
