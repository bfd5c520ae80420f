using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>
/// Takes a statement over several lines apart where a debugger stops inside it: arms of switch expressions, clauses of queries, lambdas. Where an await before them on their
/// line has been rewritten, columns have changed: each piece gets its own place in the source map.
/// </summary>
internal static class ExpressionPieces
{
    /// <summary>The pieces, in order, and where in the source each is stopped at; between them there is nothing but white space and comments. None where the statement has no stops inside.</summary>
    public static IReadOnlyList<(TextSpan Span, TextSpan Stop)> Of(StatementSyntax statement)
    {
        var lines = statement.SyntaxTree.GetText();
        if (lines.Lines.GetLineFromPosition(statement.SpanStart).LineNumber == lines.Lines.GetLineFromPosition(statement.Span.End).LineNumber)
        {
            return [];
        }

        var stops = new SortedDictionary<int, TextSpan?>();
        foreach (var node in statement.DescendantNodes(node => node is not (InterpolatedStringExpressionSyntax or StatementSyntax) || node == statement))
        {
            switch (node)
            {
                case SwitchExpressionArmSyntax arm:
                    stops[arm.SpanStart] = null;
                    stops[arm.Expression.SpanStart] = arm.Expression.Span;
                    break;
                case SwitchExpressionSyntax choice:
                    stops[choice.CloseBraceToken.SpanStart] = null;
                    break;
                case JoinClauseSyntax join:
                    stops[join.SpanStart] = join.Span;
                    stops[join.OnKeyword.SpanStart] = null;
                    break;
                case QueryClauseSyntax or SelectOrGroupClauseSyntax or QueryContinuationSyntax or AnonymousFunctionExpressionSyntax:
                    stops[node.SpanStart] = null;
                    break;
            }
        }

        stops.Remove(statement.SpanStart);
        var pieces = new List<(TextSpan, TextSpan)>();
        var (start, stop) = (statement.SpanStart, (TextSpan?)statement.Span);
        foreach (var next in stops)
        {
            Add(statement.FindToken(next.Key).GetPreviousToken().Span.End);
            (start, stop) = (next.Key, next.Value);
        }

        Add(statement.Span.End);
        return pieces;

        void Add(int end) => pieces.Add((TextSpan.FromBounds(start, end), stop ?? TextSpan.FromBounds(start, end)));
    }
}
