using System.Collections.Immutable;
using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Serialization;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>The problem of a value that code without a name for it holds across a boundary, and that cannot be captured (SPLIT101): reported where it is computed.</summary>
internal static class UncapturableTemp
{
    private const string ResourceAdvice = "End the scope of the resource before the await, or keep the await in this step with Inline()";

    public static Problem Of(Temp temp, TypeCodec codec, Boundary boundary)
    {
        var problem = temp.IsResource ? OfResource(temp, codec, boundary) : OfValue(temp, codec, boundary);
        if (boundary.CanInline)
        {
            problem = problem with { Facts = problem.Facts.Add(FactNames.CanInline, null) };
        }

        return codec.Failure?.OpenType is { } open ? problem with { Facts = problem.Facts.Add(FactNames.OpenType, open) } : problem;
    }

    private static Problem OfResource(Temp temp, TypeCodec codec, Boundary boundary)
    {
        var awaited = boundary.Syntax.GetLocation();
        var problem = CodecSet.Describe(temp.Type!, RuleIds.LocalNotSerializable, awaited, "the resource of a using statement", ResourceAdvice, codec, "is disposed after this await and cannot be captured");
        return problem with { Further = temp.Origin is { } origin ? [awaited, origin.GetLocation()] : [awaited], Facts = ImmutableDictionary<string, string?>.Empty };
    }

    private static Problem OfValue(Temp temp, TypeCodec codec, Boundary boundary)
    {
        var awaited = boundary.Syntax;
        var origin = temp.Origin ?? awaited;
        var line = Lines.Of(awaited);
        var use = UseOf(origin, awaited);
        var isAgain = use is StatementSyntax;
        var where = isAgain ? " in the next round" : Lines.Of(use) == line ? "" : $" on line {Lines.Of(use)}";
        var advice = boundary.CanInline
            ? "Compute it after the await, read what you need of it into a local before, or keep the await in this step with Inline()"
            : "Compute it after the await, or read what you need of it into a local before";
        return new Problem(
            RuleIds.LocalNotSerializable,
            origin.GetLocation(),
            $"The value of '{StateBuilder.Short(origin)}' ({TypeNames.ToMessage(temp.Type!)}) is still used{where} after the await on line {line} and cannot be captured: {CodecSet.PathOf(temp.Type!, codec)}{codec.Reason}. {advice}.")
        {
            Further = [awaited.GetLocation(), (isAgain ? origin : use).GetLocation()],
        };
    }

    /// <summary>The code that computes with the value when the await has ended: the innermost around both.</summary>
    private static SyntaxNode UseOf(SyntaxNode origin, SyntaxNode awaited) =>
        origin.Ancestors().First(node => node is ExpressionSyntax or StatementSyntax or MemberDeclarationSyntax && node.Span.Contains(awaited.Span));
}
