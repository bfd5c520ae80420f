using System.Collections.Immutable;
using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Residuals;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>The problem of a local that is live across a boundary and cannot be captured (SPLIT101): reported where it is declared.</summary>
internal static class UncapturableLocal
{
    /// <summary>The problem of a type that cannot be serialised.</summary>
    public static Problem Of(ISymbol local, ITypeSymbol type, TypeCodec codec, Captures captures, LocalMap locals)
    {
        var path = CodecSet.PathOf(type, codec);
        var advice = captures.Boundary.Kind == BoundaryKind.Opaque
            ? "Read what you need before the await, or keep the await in this step with Inline()"
            : "Read what you need before the await, or create it again behind it";
        var problem = Of(local, type, $"{path}{codec.Reason}. {advice}", captures, locals);
        return codec.Failure?.OpenType is { } open ? problem with { Facts = problem.Facts.Add(FactNames.OpenType, open) } : problem;
    }

    /// <summary>The problem of a sequence that may not be computed yet.</summary>
    public static Problem OfLazySequence(ILocalSymbol local, Captures captures, LocalMap locals) =>
        Of(local, local.Type, "it may be a sequence that is computed only when it is enumerated. Call ToList() on it where it is assigned", captures, locals);

    private static Problem Of(ISymbol local, ITypeSymbol type, string why, Captures captures, LocalMap locals)
    {
        var awaited = captures.Boundary.Syntax;
        var line = Lines.Of(awaited);
        var use = captures.NextUse(local) ?? UseAround(awaited, local, locals);
        var where = use is null || Lines.Of(use) == line ? "" : use.SpanStart < awaited.SpanStart ? $" on line {Lines.Of(use)}, in the next round of the loop," : $" on line {Lines.Of(use)}";
        var facts = ImmutableDictionary<string, string?>.Empty.Add(FactNames.Local, local.Name);
        return new Problem(
            RuleIds.LocalNotSerializable,
            local.Locations[0],
            $"'{local.Name}' ({TypeNames.ToMessage(type)}) is still used{where} after the await on line {line} and cannot be captured: {why}.")
        {
            Further = use is null ? [awaited.GetLocation()] : [awaited.GetLocation(), use.GetLocation()],
            Facts = captures.Boundary.CanInline ? facts.Add(FactNames.CanInline, null) : facts,
        };
    }

    /// <summary>A value that was taken before the await is used by the rest of the statement.</summary>
    private static SyntaxNode? UseAround(ExpressionSyntax awaited, ISymbol local, LocalMap locals) =>
        awaited.FirstAncestorOrSelf<StatementSyntax>() is not { } statement ? null
            : locals.In(statement.Span).Where(mention => mention.Identifier is not null && !awaited.Span.Contains(mention.Position) && SymbolEqualityComparer.Default.Equals(mention.Symbol, local)).Select(mention => mention.Identifier).FirstOrDefault();
}
