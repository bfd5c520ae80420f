using AsyncSplit.Generators.Diagnostics;
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

    /// <summary>The <c>ConfigureAwait</c> on a call that does more than say where to go on.</summary>
    public InvocationExpressionSyntax? Configured(InvocationExpressionSyntax invocation)
    {
        SyntaxNode node = invocation;
        while (node.Parent is ParenthesizedExpressionSyntax)
        {
            node = node.Parent;
        }

        return node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured } && (configured.ArgumentList.Arguments is not [var argument] || !HasNoEffect(argument))
            ? configured
            : null;
    }

    /// <summary>Refuses such a <c>ConfigureAwait</c> on a chain call.</summary>
    public void RefuseConfigured(InvocationExpressionSyntax invocation)
    {
        if (Configured(invocation) is { } configured)
        {
            throw new SplitException(RuleIds.CannotBeSplit, configured, $"'ConfigureAwait{configured.ArgumentList}' on a chain call, which would change what the await throws, or is not known at build time: catch the exception instead");
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
