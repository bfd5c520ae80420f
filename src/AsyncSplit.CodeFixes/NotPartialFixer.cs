using System.Collections.Immutable;
using System.Composition;
using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.CodeFixes;

/// <summary>Makes a handler's type, and those around it, partial: every part of them, whichever file it stands in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotPartialFixer)), Shared]
public sealed class NotPartialFixer : CodeFixProvider
{
    private const string Title = "Make the type partial";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.NotPartial];

    public override FixAllProvider GetFixAllProvider() => new AllTypes();

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(CodeAction.Create(Title, token => FixAsync(context.Document.Project.Solution, [diagnostic], token), nameof(NotPartialFixer)), diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> FixAsync(Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var parts = new HashSet<TypeDeclarationSyntax>();
        foreach (var diagnostic in diagnostics)
        {
            if (solution.GetDocument(diagnostic.Location.SourceTree) is not { } document)
            {
                continue;
            }

            var (root, model) = await NodeAt.OpenAsync(document, cancellationToken).ConfigureAwait(false);
            foreach (var type in root.FindToken(diagnostic.Location.SourceSpan.Start).Parent!.Ancestors().OfType<TypeDeclarationSyntax>())
            {
                parts.UnionWith(model.GetDeclaredSymbol(type, cancellationToken)!.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>()
                    .Where(part => !part.Modifiers.Any(SyntaxKind.PartialKeyword)));
            }
        }

        var changed = solution;
        foreach (var file in parts.GroupBy(part => part.SyntaxTree))
        {
            // What a generator has written is no document: it is not the user's to change.
            if (solution.GetDocument(file.Key) is { } document)
            {
                var root = await file.Key.GetRootAsync(cancellationToken).ConfigureAwait(false);
                changed = changed.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(file, static (_, current) => AddPartial(current)));
            }
        }

        return changed;
    }

    /// <summary>It stands last among the modifiers.</summary>
    private static TypeDeclarationSyntax AddPartial(TypeDeclarationSyntax type)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
        {
            return type.WithModifiers(type.Modifiers.Add(partial));
        }

        return type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);
    }

    /// <summary>All at once: several handlers may have the same type, which is changed once.</summary>
    private sealed class AllTypes : FixAllProvider
    {
        public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(CodeAction.Create(
            Title,
            async token => await FixAsync(context.Solution, await DiagnosticsAsync(context).ConfigureAwait(false), token).ConfigureAwait(false),
            nameof(NotPartialFixer)));

        private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
        {
            switch (context.Scope)
            {
                case FixAllScope.Document:
                    return await context.GetDocumentDiagnosticsAsync(context.Document!).ConfigureAwait(false);
                case FixAllScope.Project:
                    return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
                default:
                    var found = new List<Diagnostic>();
                    foreach (var project in context.Solution.Projects)
                    {
                        found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                    }

                    return found;
            }
        }
    }
}
