using System.Collections.Immutable;
using System.Composition;
using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.CodeFixes;

/// <summary>Awaits a chain call that nothing awaits, and makes the handler async if it is not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DroppedCallFixer)), Shared]
public sealed class DroppedCallFixer : DocumentFixer
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.DroppedCall];

    protected override string Title => "Await the call";

    protected override async Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return StatementOf(root!, diagnostic) is not null;
    }

    protected override async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var (root, model) = await NodeAt.OpenAsync(document, cancellationToken).ConfigureAwait(false);
        var calls = diagnostics.Select(diagnostic => (Statement: StatementOf(root, diagnostic), Call: NodeAt.Find<InvocationExpressionSyntax>(root, diagnostic.Location)))
            .Where(pair => pair is { Statement: not null, Call: not null }).ToDictionary(pair => pair.Statement!, pair => pair.Call!);
        var handlers = calls.Keys.Select(statement => statement.FirstAncestorOrSelf<MethodDeclarationSyntax>()!).Distinct().Where(handler => !handler.Modifiers.Any(SyntaxKind.AsyncKeyword)).ToList();
        var changed = root.ReplaceNodes(calls.Keys.Cast<SyntaxNode>().Concat(handlers), (original, current) => original is MethodDeclarationSyntax handler
            ? AsyncMethod.Make((MethodDeclarationSyntax)current, returnsValue: model.GetDeclaredSymbol(handler, cancellationToken)!.ReturnType is INamedTypeSymbol { Arity: 1 })
            : Await((StatementSyntax)original, calls[(StatementSyntax)original]));
        return document.WithSyntaxRoot(changed);
    }

    private static ExpressionStatementSyntax Await(StatementSyntax statement, InvocationExpressionSyntax call) =>
        SyntaxFactory.ExpressionStatement(SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), call.WithoutTrivia())).WithTriviaFrom(statement);

    /// <summary>The statement that drops the call and does nothing else, in the handler itself, where it can be awaited.</summary>
    private static StatementSyntax? StatementOf(SyntaxNode root, Diagnostic diagnostic)
    {
        if (NodeAt.Find<InvocationExpressionSyntax>(root, diagnostic.Location) is not { } call)
        {
            return null;
        }

        ExpressionSyntax value = call;
        while (value.Parent is ParenthesizedExpressionSyntax around)
        {
            value = around;
        }

        StatementSyntax? statement = value.Parent switch
        {
            ExpressionStatementSyntax alone => alone,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax discard } => discard,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } } => declaration,
            _ => null,
        };
        return statement?.Ancestors().FirstOrDefault(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax or LockStatementSyntax or UnsafeStatementSyntax) is MethodDeclarationSyntax ? statement : null;
    }
}
