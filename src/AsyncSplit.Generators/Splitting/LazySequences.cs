using AsyncSplit.Generators.Splitting.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>
/// Sequences that are computed when they are enumerated. To capture one would enumerate it too early, with effects, exceptions and values of the wrong moment.
/// </summary>
internal static class LazySequences
{
    /// <summary>Whether values of the type may be such sequences: the interfaces that LINQ and iterators return.</summary>
    public static bool MayBe(ITypeSymbol type) =>
        type is { TypeKind: TypeKind.Interface, Name: "IEnumerable" or "IOrderedEnumerable" or "IQueryable" or "IOrderedQueryable" or "IGrouping" or "ILookup" };

    /// <summary>Whether the expression gives a collection that is there already.</summary>
    public static bool IsMaterialized(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => IsMaterialized(parenthesized.Expression, model, cancellationToken),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsMaterialized(suppressed.Operand, model, cancellationToken),
        CastExpressionSyntax cast => IsMaterialized(cast.Expression, model, cancellationToken),
        ConditionalExpressionSyntax choice => IsMaterialized(choice.WhenTrue, model, cancellationToken) && IsMaterialized(choice.WhenFalse, model, cancellationToken),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } binary => IsMaterialized(binary.Left, model, cancellationToken) && IsMaterialized(binary.Right, model, cancellationToken),
        CollectionExpressionSyntax or AwaitExpressionSyntax => true,
        _ => model.GetTypeInfo(expression, cancellationToken).Type is not { } type || !MayBe(type),
    };

    /// <summary>Whether everything that is assigned to a local is a collection that is there already.</summary>
    public static bool IsMaterialized(ILocalSymbol local, LocalMap locals, SyntaxNode body, SemanticModel model, CancellationToken cancellationToken)
    {
        if (locals.DeclarationOf(local) is not VariableDeclaratorSyntax declarator || (declarator.Initializer is { } initializer && !IsMaterialized(initializer.Value, model, cancellationToken)))
        {
            return false;
        }

        return locals.In(body.Span).Where(use => use.IsWrite && SymbolEqualityComparer.Default.Equals(use.Symbol, local))
            .All(use => use.Identifier!.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use.Identifier && IsMaterialized(assignment.Right, model, cancellationToken));
    }
}
