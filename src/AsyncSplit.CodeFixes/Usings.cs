using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace AsyncSplit.CodeFixes;

/// <summary>Adds what a fix needs to the usings of a file.</summary>
internal static class Usings
{
    public static SyntaxNode Add(SyntaxNode root, string space)
    {
        var unit = (CompilationUnitSyntax)root;
        if (unit.Usings.Any(directive => directive.Name?.ToString() == space && directive.Alias is null && directive.StaticKeyword.RawKind == 0))
        {
            return root;
        }

        var directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(space)).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed).WithAdditionalAnnotations(Formatter.Annotation);
        if (unit.Usings.Count > 0)
        {
            return unit.AddUsings(directive);
        }

        // What the file begins with stays its beginning; what speaks of the first type stays with that.
        var leading = unit.GetLeadingTrivia();
        var header = HeaderLength(leading);
        return unit.WithLeadingTrivia(leading.Skip(header))
            .AddUsings(directive.WithLeadingTrivia(leading.Take(header)).WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed, SyntaxFactory.ElasticCarriageReturnLineFeed));
    }

    /// <summary>How much comes before the last blank line.</summary>
    private static int HeaderLength(SyntaxTriviaList leading)
    {
        var length = 0;
        for (var index = 1; index < leading.Count; index++)
        {
            if (leading[index].IsKind(SyntaxKind.EndOfLineTrivia) && leading[index - 1].IsKind(SyntaxKind.EndOfLineTrivia))
            {
                length = index + 1;
            }
        }

        return length;
    }
}
