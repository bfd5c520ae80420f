using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.CodeFixes;

/// <summary>Turns a method that returns tasks into an async one.</summary>
internal static class AsyncMethod
{
    public static MethodDeclarationSyntax Make(MethodDeclarationSyntax method, bool returnsValue)
    {
        var returns = method.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().Where(statement => statement.Expression is not null).ToList();
        var last = method.Body?.Statements.LastOrDefault();
        method = method.TrackNodes(returns);
        foreach (var statement in returns)
        {
            var current = method.GetCurrentNode(statement)!;
            var replacement = Return(current, returnsValue, isLast: statement == last);
            method = replacement is null ? method.RemoveNode(current, SyntaxRemoveOptions.KeepExteriorTrivia)! : current.Parent is BlockSyntax or SwitchSectionSyntax
                ? method.ReplaceNode(current, replacement)
                : method.ReplaceNode(current, SyntaxFactory.Block(replacement));
        }

        var keyword = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (method.Modifiers.LastOrDefault() is { RawKind: (int)SyntaxKind.PartialKeyword } partial)
        {
            // That one stands last.
            return method.WithModifiers(method.Modifiers.Replace(partial, partial.WithLeadingTrivia()).Insert(method.Modifiers.Count - 1, keyword.WithLeadingTrivia(partial.LeadingTrivia)));
        }

        return method.Modifiers.Count > 0
            ? method.AddModifiers(keyword)
            : method.WithReturnType(method.ReturnType.WithLeadingTrivia()).AddModifiers(keyword.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia()));
    }

    /// <summary>What an async method does in place of returning that task; null where it does nothing.</summary>
    private static StatementSyntax[]? Return(ReturnStatementSyntax statement, bool returnsValue, bool isLast)
    {
        var task = statement.Expression!;
        if (returnsValue)
        {
            var value = task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" } } call && call.ArgumentList.Arguments.Count == 1
                ? call.ArgumentList.Arguments[0].Expression
                : Await(task);
            return [statement.WithExpression(value)];
        }

        var end = SyntaxFactory.ReturnStatement().WithTriviaFrom(statement);
        if (task is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } or LiteralExpressionSyntax or DefaultExpressionSyntax)
        {
            return isLast ? null : [end];
        }

        var awaited = SyntaxFactory.ExpressionStatement(Await(task)).WithTriviaFrom(statement);
        return isLast ? [awaited] : [awaited, end];
    }

    private static AwaitExpressionSyntax Await(ExpressionSyntax task) =>
        SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), task.WithoutTrivia());
}
