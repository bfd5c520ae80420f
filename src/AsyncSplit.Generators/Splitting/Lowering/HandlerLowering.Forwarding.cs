using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>Handlers that are not async: they compute, and hand on a task. Where that is a chain call's it is a tail call; any other is awaited in the step, when the handler's own code has ended.</content>
internal sealed partial class HandlerLowering
{
    private Code Forward(ExpressionSyntax value, SyntaxNode origin) => Code.Of("return ", Forwarded(value, origin), ";");

    private Code Forwarded(ExpressionSyntax value, SyntaxNode origin)
    {
        switch (value)
        {
            case ParenthesizedExpressionSyntax { Expression: ConditionalExpressionSyntax or SwitchExpressionSyntax } parenthesized when forwarded!.AreIn(parenthesized.Expression):
                return Code.Replace(parenthesized.Span, [(parenthesized.Expression.Span, Forwarded(parenthesized.Expression, origin))]);
            case ParenthesizedExpressionSyntax parenthesized:
                return Forwarded(parenthesized.Expression, origin);
            case ThrowExpressionSyntax:
                return Code.User(value);
            case ConditionalExpressionSyntax choice when forwarded!.AreIn(choice):
                return Code.Replace(choice.Span, [(choice.WhenTrue.Span, Forwarded(choice.WhenTrue, origin)), (choice.WhenFalse.Span, Forwarded(choice.WhenFalse, origin))]);
            case SwitchExpressionSyntax choice when forwarded!.AreIn(choice):
                return Code.Replace(choice.Span, choice.Arms.Select(arm => (arm.Expression.Span, Forwarded(arm.Expression, origin))));
        }

        return forwarded!.CallIn(value) is var (invocation, callee)
            ? Code.Of($"{KnownNames.Step}.TailCall(", ForwardedCall(invocation, callee, origin), ")")
            : Code.Of($"{KnownNames.Step}.Forward(", Typed(value), ")");
    }

    /// <summary>What has no type of its own gets it from the method's return type.</summary>
    private Code Typed(ExpressionSyntax value) =>
        SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(value, cancellationToken).Type, unit.Symbol.ReturnType) && !IsTargetTyped(value)
            ? Code.User(value)
            : Code.Of($"({Types.Display(unit.Symbol.ReturnType)})(", Code.User(value), ")");

    /// <summary>The record of a call whose task is handed on. Everything around it in the handler has run when the callee begins, so there must be nothing that the callee's beginning could have an effect on.</summary>
    private Code ForwardedCall(InvocationExpressionSyntax invocation, IMethodSymbol callee, SyntaxNode origin)
    {
        if (!TailPosition.NothingIsLeftToRun(origin, unit.Body) && !(callee is { IsAsync: true, IsVirtual: false, IsOverride: false } && OnlyCatches(origin)))
        {
            throw Refuse(invocation, $"the chain call of '{callee.Name}', returned without await from inside a try, using or lock statement, which the callee's beginning would still be in: await it, or return it behind that statement");
        }

        return LowerCall(invocation, callee);
    }

    /// <summary>Whether the statements that <paramref name="node"/> leaves catch exceptions, and do nothing else. An async callee throws none before it is awaited.</summary>
    private bool OnlyCatches(SyntaxNode node) => node.Ancestors().TakeWhile(other => other != unit.Body).All(other => other switch
    {
        UsingStatementSyntax or LockStatementSyntax or TryStatementSyntax { Finally: not null } => false,
        BlockSyntax block => !block.Statements.Any(TailPosition.DeclaresResource),
        _ => true,
    });
}
