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
        return unit.AddUsings(unit.Usings.Count > 0 ? directive : directive.WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed, SyntaxFactory.ElasticCarriageReturnLineFeed));
    }
}
