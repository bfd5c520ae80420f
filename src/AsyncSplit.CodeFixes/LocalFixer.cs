using System.Collections.Immutable;
using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.CodeFixes;

/// <summary>A fix for one local that cannot be captured. There is no Fix All: what is evaluated moves to another place, which is to be looked at.</summary>
public abstract class LocalFixer : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.LocalNotSerializable];

    public sealed override FixAllProvider? GetFixAllProvider() => null;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var (root, model) = await NodeAt.OpenAsync(context.Document, context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(FactNames.Local, out var name) || NodeAt.Find<VariableDeclaratorSyntax>(root, diagnostic.Location) is not { } declarator || declarator.Identifier.ValueText != name
                || NodeAt.Await(root, diagnostic) is not { } awaited
                || declarator.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } handler
                || model.GetDeclaredSymbol(declarator, context.CancellationToken) is not ILocalSymbol local)
            {
                continue;
            }

            var uses = handler.DescendantNodes().OfType<IdentifierNameSyntax>()
                .Where(mention => mention.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(mention, context.CancellationToken).Symbol, local)).ToList();
            if (Fix(root, model, declarator, awaited, uses, context.CancellationToken) is not { } fixedRoot)
            {
                continue;
            }

            var changed = context.Document.WithSyntaxRoot(fixedRoot.Root);
            if (await Verification.HelpsAsync(context.Document, changed, handler, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(CodeAction.Create(fixedRoot.Title, _ => Task.FromResult(changed), GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>The changed file and what was done, or null where it cannot be.</summary>
    protected abstract (SyntaxNode Root, string Title)? Fix(SyntaxNode root, SemanticModel model, VariableDeclaratorSyntax declarator, AwaitExpressionSyntax awaited, IReadOnlyList<IdentifierNameSyntax> uses, CancellationToken cancellationToken);
}
