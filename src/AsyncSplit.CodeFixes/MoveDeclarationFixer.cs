using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace AsyncSplit.CodeFixes;

/// <summary>Moves the declaration of a local behind the await that it crosses, to where it is used first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveDeclarationFixer)), Shared]
public sealed class MoveDeclarationFixer : LocalFixer
{
    protected override (SyntaxNode Root, string Title)? Fix(SyntaxNode root, SemanticModel model, VariableDeclaratorSyntax declarator, AwaitExpressionSyntax awaited, IReadOnlyList<IdentifierNameSyntax> uses, CancellationToken cancellationToken)
    {
        if (declarator is not { Initializer: { } initializer, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration } }
            || declaration.ContainsDirectives
            || initializer.DescendantNodes().Any(node => node is AwaitExpressionSyntax or VariableDesignationSyntax))
        {
            return null;
        }

        var from = block.Statements.IndexOf(declaration);
        var to = block.Statements.IndexOf(statement => uses.Any(use => statement.Span.Contains(use.Span)));
        var crossed = block.Statements.IndexOf(statement => statement.Span.Contains(awaited.Span));
        if (crossed <= from || to <= crossed || IsChangedBetween(model, initializer.Value, block.Statements[from + 1], block.Statements[to - 1], cancellationToken))
        {
            return null;
        }

        return (root.ReplaceNode(block, Move(block, declaration, from, to)), $"Move the declaration of '{declarator.Identifier.ValueText}' behind the await");
    }

    /// <summary>Whether a variable that the initializer reads is written on the way.</summary>
    private static bool IsChangedBetween(SemanticModel model, ExpressionSyntax initializer, StatementSyntax first, StatementSyntax last, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var inputs = model.AnalyzeDataFlow(initializer);
        var between = model.AnalyzeDataFlow(first, last);
        return inputs is not { Succeeded: true } || between is not { Succeeded: true } || inputs.ReadInside.Intersect(between.WrittenInside, SymbolEqualityComparer.Default).Any() || !inputs.WrittenInside.IsEmpty;
    }

    private static BlockSyntax Move(BlockSyntax block, LocalDeclarationStatementSyntax declaration, int from, int to)
    {
        var statements = block.Statements.ToList();
        var target = statements[to];

        // Blank lines stay where they are, comments go along.
        var blank = target.GetLeadingTrivia().TakeWhile(IsBlank).ToList();
        var moved = declaration.WithLeadingTrivia(blank.Concat(declaration.GetLeadingTrivia().SkipWhile(IsBlank))).WithAdditionalAnnotations(Formatter.Annotation);
        statements[to] = target.WithLeadingTrivia(target.GetLeadingTrivia().Skip(blank.Count)).WithAdditionalAnnotations(Formatter.Annotation);
        statements.Insert(to, moved);
        statements.RemoveAt(from);
        if (from == 0)
        {
            statements[0] = statements[0].WithLeadingTrivia(statements[0].GetLeadingTrivia().SkipWhile(IsBlank)).WithAdditionalAnnotations(Formatter.Annotation);
        }

        return block.WithStatements([.. statements]);
    }

    private static bool IsBlank(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsKind(SyntaxKind.WhitespaceTrivia);
}
