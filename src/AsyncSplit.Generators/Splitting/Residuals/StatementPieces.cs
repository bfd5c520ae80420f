using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>
/// Takes a statement without a boundary apart into what stands on a line of its own: heads, braces, simple statements. Each line gets its own place in the source map, so that a
/// return that had to be rewritten does not shift the statements around it.
/// </summary>
internal sealed class StatementPieces
{
    private readonly List<(TextSpan Span, int Indentation)> _pieces = [];

    private StatementPieces()
    {
    }

    /// <summary>The pieces, in order; between them there is nothing but white space and comments.</summary>
    public static IReadOnlyList<(TextSpan Span, int Indentation)> Of(StatementSyntax statement)
    {
        var pieces = new StatementPieces();
        pieces.Add(statement, 0);
        return pieces._pieces;
    }

    private void Add(StatementSyntax statement, int depth)
    {
        switch (statement)
        {
            case BlockSyntax { AttributeLists.Count: 0 } block:
                Block(block.OpenBraceToken, block.Statements, block.CloseBraceToken, depth);
                break;
            case IfStatementSyntax choice:
                If(choice, choice.SpanStart, depth);
                break;
            case WhileStatementSyntax loop:
                Headed(loop, loop.CloseParenToken, loop.Statement, depth);
                break;
            case ForStatementSyntax loop:
                Headed(loop, loop.CloseParenToken, loop.Statement, depth);
                break;
            case CommonForEachStatementSyntax loop:
                Headed(loop, loop.CloseParenToken, loop.Statement, depth);
                break;
            case UsingStatementSyntax scope:
                Headed(scope, scope.CloseParenToken, scope.Statement, depth);
                break;
            case LockStatementSyntax scope:
                Headed(scope, scope.CloseParenToken, scope.Statement, depth);
                break;
            case FixedStatementSyntax scope:
                Headed(scope, scope.CloseParenToken, scope.Statement, depth);
                break;
            case CheckedStatementSyntax region:
                Piece(region.SpanStart, region.Keyword.Span.End, depth);
                Add(region.Block, depth);
                break;
            case UnsafeStatementSyntax region:
                Piece(region.SpanStart, region.UnsafeKeyword.Span.End, depth);
                Add(region.Block, depth);
                break;
            case DoStatementSyntax loop:
                Piece(loop.SpanStart, loop.DoKeyword.Span.End, depth);
                Embedded(loop.Statement, depth);
                Piece(loop.WhileKeyword.SpanStart, loop.Span.End, depth);
                break;
            case TryStatementSyntax attempt:
                Try(attempt, depth);
                break;
            case SwitchStatementSyntax choice:
                Switch(choice, depth);
                break;
            case LabeledStatementSyntax labelled:
                Piece(labelled.SpanStart, labelled.ColonToken.Span.End, depth);
                Add(labelled.Statement, depth);
                break;
            case LocalFunctionStatementSyntax { Body: { } body } function:
                Piece(function.SpanStart, body.OpenBraceToken.GetPreviousToken().Span.End, depth);
                Add(body, depth);
                break;
            default:
                Piece(statement.SpanStart, statement.Span.End, depth);
                break;
        }
    }

    private void Piece(int start, int end, int depth) => _pieces.Add((TextSpan.FromBounds(start, end), depth));

    private void Headed(StatementSyntax statement, SyntaxToken end, StatementSyntax body, int depth)
    {
        Piece(statement.SpanStart, end.Span.End, depth);
        Embedded(body, depth);
    }

    private void Embedded(StatementSyntax body, int depth) => Add(body, body is BlockSyntax ? depth : depth + 1);

    private void Block(SyntaxToken open, IEnumerable<StatementSyntax> statements, SyntaxToken close, int depth)
    {
        Piece(open.SpanStart, open.Span.End, depth);
        foreach (var statement in statements)
        {
            Add(statement, depth + 1);
        }

        Piece(close.SpanStart, close.Span.End, depth);
    }

    private void If(IfStatementSyntax choice, int start, int depth)
    {
        Piece(start, choice.CloseParenToken.Span.End, depth);
        Embedded(choice.Statement, depth);
        switch (choice.Else)
        {
            case { Statement: IfStatementSyntax next } otherwise:
                If(next, otherwise.SpanStart, depth);
                break;
            case { } otherwise:
                Piece(otherwise.SpanStart, otherwise.ElseKeyword.Span.End, depth);
                Embedded(otherwise.Statement, depth);
                break;
        }
    }

    private void Try(TryStatementSyntax attempt, int depth)
    {
        Piece(attempt.SpanStart, attempt.TryKeyword.Span.End, depth);
        Add(attempt.Block, depth);
        foreach (var clause in attempt.Catches)
        {
            Piece(clause.SpanStart, clause.Block.OpenBraceToken.GetPreviousToken().Span.End, depth);
            Add(clause.Block, depth);
        }

        if (attempt.Finally is { } last)
        {
            Piece(last.SpanStart, last.FinallyKeyword.Span.End, depth);
            Add(last.Block, depth);
        }
    }

    private void Switch(SwitchStatementSyntax choice, int depth)
    {
        Piece(choice.SpanStart, choice.OpenBraceToken.GetPreviousToken().Span.End, depth);
        Piece(choice.OpenBraceToken.SpanStart, choice.OpenBraceToken.Span.End, depth);
        foreach (var section in choice.Sections)
        {
            foreach (var label in section.Labels)
            {
                Piece(label.SpanStart, label.Span.End, depth + 1);
            }

            foreach (var statement in section.Statements)
            {
                Add(statement, depth + 2);
            }
        }

        Piece(choice.CloseBraceToken.SpanStart, choice.CloseBraceToken.Span.End, depth);
    }
}
