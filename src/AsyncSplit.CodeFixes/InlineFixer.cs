using System.Collections.Immutable;
using System.Composition;
using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AsyncSplit.CodeFixes;

/// <summary>Keeps an opaque await inside its step: what crosses it, or comes from it, need not be serialised then.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InlineFixer)), Shared]
public sealed class InlineFixer : DocumentFixer
{
    private const string Space = "AsyncSplit";
    private const string Method = "Inline";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.LocalNotSerializable, RuleIds.ResultNotSerializable, RuleIds.OpaqueAwait];

    protected override string Title => "Keep the await in this step with Inline()";

    protected override async Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return diagnostic.Properties.ContainsKey(FactNames.CanInline) && NodeAt.Await(root!, diagnostic) is not null;
    }

    protected override async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        var lacksUsing = false;
        var awaits = diagnostics.Where(diagnostic => diagnostic.Properties.ContainsKey(FactNames.CanInline)).Select(diagnostic => NodeAt.Await(editor.OriginalRoot, diagnostic)).OfType<AwaitExpressionSyntax>().Distinct();
        foreach (var operand in awaits.Select(awaited => Operand(awaited.Expression)))
        {
            var type = editor.SemanticModel.GetTypeInfo(operand, cancellationToken).Type as INamespaceOrTypeSymbol;
            lacksUsing |= editor.SemanticModel.LookupSymbols(operand.SpanStart, type, Method, includeReducedExtensionMethods: true).IsEmpty;
            editor.ReplaceNode(operand, static (current, _) => Inline((ExpressionSyntax)current));
        }

        return document.WithSyntaxRoot(lacksUsing ? Usings.Add(editor.GetChangedRoot(), Space) : editor.GetChangedRoot());
    }

    /// <summary>The task itself: <c>ConfigureAwait</c> has no effect on what stays inside.</summary>
    private static ExpressionSyntax Operand(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Operand(inner.Expression) is InvocationExpressionSyntax or SimpleNameSyntax ? Operand(inner.Expression) : inner,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } access } => Operand(access.Expression),
        _ => expression,
    };

    private static InvocationExpressionSyntax Inline(ExpressionSyntax task)
    {
        var receiver = task.WithoutTrivia();
        if (receiver is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax or SimpleNameSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax))
        {
            receiver = SyntaxFactory.ParenthesizedExpression(receiver);
        }

        return SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, SyntaxFactory.IdentifierName(Method))).WithTriviaFrom(task);
    }
}
