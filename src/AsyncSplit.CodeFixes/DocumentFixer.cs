using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncSplit.CodeFixes;

/// <summary>A fix that changes one document, for one diagnostic or for all of it in the same way.</summary>
public abstract class DocumentFixer : CodeFixProvider
{
    /// <summary>What the editor shows.</summary>
    protected abstract string Title { get; }

    public sealed override FixAllProvider? GetFixAllProvider() =>
        FixAllProvider.Create(async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await CanFixAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(CodeAction.Create(Title, token => FixAsync(context.Document, [diagnostic], token), GetType().Name), diagnostic);
            }
        }
    }

    protected abstract Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);

    /// <summary>The document without the diagnostics; those that cannot be fixed stay.</summary>
    protected abstract Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken);
}
