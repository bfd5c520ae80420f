using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Awaits;

/// <summary>Sees through what may stand between an await and the call that is awaited: parentheses and <c>ConfigureAwait</c>.</summary>
internal sealed class AwaitSyntax(SemanticModel model, CancellationToken cancellationToken)
{
    /// <summary><c>ConfigureAwaitOptions.SuppressThrowing</c>.</summary>
    private const int SuppressThrowing = 2;

    /// <summary>What is awaited.</summary>
    public ExpressionSyntax OperandOf(AwaitExpressionSyntax awaited)
    {
        var expression = awaited.Expression;
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

    /// <summary>Whether the call is awaited where it stands.</summary>
    public bool IsAwaited(InvocationExpressionSyntax invocation) => Outermost(invocation).Parent is AwaitExpressionSyntax;

    /// <summary>Refuses a <c>ConfigureAwait</c> on a chain call that would do more than say where to go on.</summary>
    public void RefuseChange(InvocationExpressionSyntax invocation)
    {
        if (Outermost(invocation) is { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured } access } node && access.Expression == node)
        {
            throw new SplitException(RuleIds.CannotBeSplit, configured, $"'ConfigureAwait{configured.ArgumentList}' on a chain call, which would change what the await throws, or is not known at build time: catch the exception instead");
        }
    }

    private SyntaxNode Outermost(InvocationExpressionSyntax invocation)
    {
        SyntaxNode node = invocation;
        while (true)
        {
            switch (node.Parent)
            {
                case ParenthesizedExpressionSyntax:
                    node = node.Parent;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: [var argument] } configured } access
                    when access.Expression == node && HasNoEffect(argument):
                    node = configured;
                    break;
                default:
                    return node;
            }
        }
    }

    /// <summary>Whether the argument of ConfigureAwait only says where to go on, which a boundary decides itself.</summary>
    private bool HasNoEffect(ArgumentSyntax argument) => model.GetConstantValue(argument.Expression, cancellationToken).Value switch
    {
        bool => true,
        int options => (options & SuppressThrowing) == 0,
        _ => false,
    };
}
