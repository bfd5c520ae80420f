using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Awaits;

/// <summary>What stands between an expression and its await: parentheses, and <c>ConfigureAwait</c> where it has no effect on a boundary.</summary>
internal sealed class AwaitSyntax(SemanticModel model, CancellationToken cancellationToken)
{
    /// <summary><c>ConfigureAwaitOptions.SuppressThrowing</c>.</summary>
    private const int SuppressThrowing = 2;

    /// <summary>Whether the call is the operand of an await.</summary>
    public bool IsAwaited(InvocationExpressionSyntax invocation)
    {
        SyntaxNode node = invocation;
        while (true)
        {
            switch (node.Parent)
            {
                case ParenthesizedExpressionSyntax:
                    node = node.Parent;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured } access when access.Expression == node:
                    node = configured;
                    break;
                default:
                    return node.Parent is AwaitExpressionSyntax;
            }
        }
    }

    /// <summary>What is awaited.</summary>
    public ExpressionSyntax StripConfigureAwait(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } access } call
                    when call.ArgumentList.Arguments is [var argument] && HasNoEffect(argument):
                    expression = access.Expression;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>Whether the argument of ConfigureAwait only says where to go on, which a boundary decides itself.</summary>
    public bool HasNoEffect(ArgumentSyntax argument) => model.GetConstantValue(argument.Expression, cancellationToken).Value switch
    {
        bool => true,
        int options => (options & SuppressThrowing) == 0,
        _ => false,
    };
}
