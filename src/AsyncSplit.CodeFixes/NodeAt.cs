using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.CodeFixes;

/// <summary>Finds the code that a diagnostic speaks of.</summary>
internal static class NodeAt
{
    /// <summary>The innermost node of the type at the place.</summary>
    public static T? Find<T>(SyntaxNode root, Location place)
        where T : SyntaxNode => root.FindNode(place.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();

    /// <summary>The await that a diagnostic names first among its further locations.</summary>
    public static AwaitExpressionSyntax? Await(SyntaxNode root, Diagnostic diagnostic) =>
        diagnostic.AdditionalLocations.Count > 0 ? Find<AwaitExpressionSyntax>(root, diagnostic.AdditionalLocations[0]) : null;

    /// <summary>The root and the semantic model of a C# document.</summary>
    public static async Task<(SyntaxNode Root, SemanticModel Model)> OpenAsync(Document document, CancellationToken cancellationToken) =>
        ((await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!, (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!);
}
