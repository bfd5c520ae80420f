using System.Collections.Immutable;
using System.Composition;
using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AsyncSplit.CodeFixes;

/// <summary>Returns the result of a call at once, where it is assigned to a local and then returned.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AlmostTailCallFixer)), Shared]
public sealed class AlmostTailCallFixer : DocumentFixer
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.AlmostTailCall];

    protected override string Title => "Return the result at once";

    protected override async Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return Find(root!, diagnostic) is not null;
    }

    protected override async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (var (awaited, declaration, end) in diagnostics.Select(diagnostic => Find(editor.OriginalRoot, diagnostic)).Where(found => found is not null).Select(found => found!.Value))
        {
            var call = SyntaxFactory.ReturnStatement(SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space), awaited.WithoutTrivia(), SyntaxFactory.Token(SyntaxKind.SemicolonToken));
            editor.ReplaceNode(declaration, call.WithTriviaFrom(declaration));
            editor.RemoveNode(end, end.GetLeadingTrivia().Concat(end.GetTrailingTrivia()).Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)) ? SyntaxRemoveOptions.KeepExteriorTrivia : SyntaxRemoveOptions.KeepNoTrivia);
        }

        return editor.GetChangedDocument();
    }

    /// <summary>The await, the declaration that it initialises, and the return behind that.</summary>
    private static (AwaitExpressionSyntax Awaited, LocalDeclarationStatementSyntax Declaration, ReturnStatementSyntax End)? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        if (NodeAt.Await(root, diagnostic) is not { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration } } } awaited)
        {
            return null;
        }

        return block.Statements.ElementAtOrDefault(block.Statements.IndexOf(declaration) + 1) is ReturnStatementSyntax end ? (awaited, declaration, end) : null;
    }
}
