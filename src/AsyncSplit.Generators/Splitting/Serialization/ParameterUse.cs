using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>
/// Whether a constructor parameter becomes the member of its name. One that is calculated with on the way would be calculated with again when the object is restored.
/// What can be applied twice to no effect (a check for null, trimming, copying a list) is not calculation; methods are taken to be such.
/// </summary>
internal static class ParameterUse
{
    public static bool IsChanged(IParameterSymbol parameter, ObjectMember member)
    {
        foreach (var value in Values(parameter, member))
        {
            var expression = Unwrapped(value);
            if (expression is BinaryExpressionSyntax { RawKind: not ((int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AsExpression) } or InterpolatedStringExpressionSyntax or PrefixUnaryExpressionSyntax
                && expression.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == parameter.Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the member is given, or gives: initializers, assignments in the constructor, the expression of a getter.</summary>
    private static IEnumerable<ExpressionSyntax> Values(IParameterSymbol parameter, ObjectMember member)
    {
        foreach (var declaration in member.Symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()))
        {
            var value = declaration switch
            {
                PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
                PropertyDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
                VariableDeclaratorSyntax { Initializer: { } initializer } => initializer.Value,
                _ => null,
            };
            if (value is not null)
            {
                yield return value;
            }
        }

        foreach (var constructor in parameter.ContainingSymbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<ConstructorDeclarationSyntax>())
        {
            foreach (var assignment in constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                var target = assignment.Left switch
                {
                    IdentifierNameSyntax name => name.Identifier.ValueText,
                    MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
                    _ => null,
                };
                if (target is not null && string.Equals(target.TrimStart('_'), member.Name, StringComparison.OrdinalIgnoreCase))
                {
                    yield return assignment.Right;
                }
            }
        }
    }

    private static ExpressionSyntax Unwrapped(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Unwrapped(parenthesized.Expression),
        CastExpressionSyntax cast => Unwrapped(cast.Expression),
        CheckedExpressionSyntax block => Unwrapped(block.Expression),
        _ => expression,
    };
}
