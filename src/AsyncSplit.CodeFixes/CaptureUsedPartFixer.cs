using System.Composition;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace AsyncSplit.CodeFixes;

/// <summary>Reads the one member that is used behind an await into a local before it, so that this is captured and not the whole object.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CaptureUsedPartFixer)), Shared]
public sealed class CaptureUsedPartFixer : LocalFixer
{
    /// <summary>How many members deep is looked.</summary>
    private const int DeepestPath = 3;

    protected override (SyntaxNode Root, string Title)? Fix(SyntaxNode root, SemanticModel model, VariableDeclaratorSyntax declarator, AwaitExpressionSyntax awaited, IReadOnlyList<IdentifierNameSyntax> uses, CancellationToken cancellationToken)
    {
        var behind = uses.Where(use => use.SpanStart > awaited.Span.End).ToList();
        if (behind.Count == 0 || IsInLoopOfItsOwn(awaited, declarator) || PlaceBefore(awaited, declarator, behind) is not { } place)
        {
            return null;
        }

        IReadOnlyList<ExpressionSyntax> parts = behind;
        for (var depth = 0; depth < DeepestPath; depth++)
        {
            if (Members(parts) is not { } members)
            {
                return null;
            }

            parts = members;
            if (model.GetTypeInfo(parts[0], cancellationToken).Type is { } type && SerializationAnalysis.For(model.Compilation).Resolve(type, cancellationToken).IsSerializable)
            {
                return (Replace(root, place, parts), $"Capture only '{parts[0]}'");
            }
        }

        return null;
    }

    /// <summary>The same member of each, where all are only read for it.</summary>
    private static List<ExpressionSyntax>? Members(IReadOnlyList<ExpressionSyntax> objects)
    {
        var members = new List<ExpressionSyntax>();
        foreach (var item in objects)
        {
            if (item.Parent is not MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } access || access.Expression != item || access.Parent is InvocationExpressionSyntax
                || AsyncSplit.Generators.Splitting.Flow.LocalMap.IsStored(access) || (members.Count > 0 && ((MemberAccessExpressionSyntax)members[0]).Name.ToString() != name.ToString()))
            {
                return null;
            }

            members.Add(access);
        }

        return members;
    }

    /// <summary>Whether the await comes again before the local is made again: then what is used before it in the text is used behind it, too.</summary>
    private static bool IsInLoopOfItsOwn(AwaitExpressionSyntax awaited, VariableDeclaratorSyntax declarator) =>
        awaited.Ancestors().Any(node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax && !node.Span.Contains(declarator.Span));

    /// <summary>The statement with the await, in a block that all uses are in.</summary>
    private static StatementSyntax? PlaceBefore(AwaitExpressionSyntax awaited, VariableDeclaratorSyntax declarator, List<IdentifierNameSyntax> behind) =>
        awaited.Ancestors().OfType<StatementSyntax>().FirstOrDefault(statement => statement.Parent is BlockSyntax block && behind.All(use => block.Span.Contains(use.Span))) is { } found
        && found.SpanStart > declarator.SpanStart && !found.Span.Contains(declarator.Span) ? found : null;

    private static SyntaxNode Replace(SyntaxNode root, StatementSyntax place, IReadOnlyList<ExpressionSyntax> parts)
    {
        var part = (MemberAccessExpressionSyntax)parts[0];
        var name = FreeName(place, part);
        var declaration = SyntaxFactory.ParseStatement($"var {name} = {part.WithoutTrivia()};").WithLeadingTrivia(place.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed).WithAdditionalAnnotations(Formatter.Annotation);
        var tracked = root.TrackNodes(parts.Append<SyntaxNode>(place));
        tracked = tracked.ReplaceNodes(parts.Select(item => tracked.GetCurrentNode(item)!), (original, _) => SyntaxFactory.IdentifierName(name).WithTriviaFrom(original));
        var before = tracked.GetCurrentNode(place)!;
        tracked = tracked.ReplaceNode(before, before.WithLeadingTrivia(place.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1)));
        return tracked.InsertNodesBefore(tracked.GetCurrentNode(place)!, [declaration]);
    }

    private static string FreeName(SyntaxNode place, MemberAccessExpressionSyntax part)
    {
        var taken = new HashSet<string>(place.FirstAncestorOrSelf<MethodDeclarationSyntax>()!.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), StringComparer.Ordinal);
        var member = part.Name.Identifier.ValueText;
        var simple = char.ToLowerInvariant(member[0]) + member.Substring(1);
        var name = taken.Contains(simple) || SyntaxFacts.GetKeywordKind(simple) != SyntaxKind.None ? string.Concat(part.Expression.ToString().Split('.')) + member : simple;
        for (var number = 2; taken.Contains(name); number++)
        {
            name = simple + number;
        }

        return name;
    }
}
