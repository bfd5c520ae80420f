using System.Collections.Immutable;
using System.Composition;
using AsyncSplit.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Formatting;

namespace AsyncSplit.CodeFixes;

/// <summary>Says on an interface or abstract class which types it stands for: those that the solution has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DerivedTypesFixer)), Shared]
public sealed class DerivedTypesFixer : CodeFixProvider
{
    private const string Space = "System.Text.Json.Serialization";
    private const string Attribute = "JsonDerivedType";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.LocalNotSerializable, RuleIds.ParameterNotSerializable, RuleIds.ResultNotSerializable];

    /// <summary>None: several diagnostics may have the same type for a reason, which is fixed once.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(FactNames.OpenType, out var id) || id is null
                || await context.Document.Project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false) is not { } compilation
                || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is not INamedTypeSymbol type
                || context.Document.Project.Solution.GetDocument(type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree) is not { } document)
            {
                continue;
            }

            // An attribute cannot name what is private elsewhere.
            var derived = (await DerivedAsync(type, document.Project, context.CancellationToken).ConfigureAwait(false)).FindAll(candidate => compilation.IsSymbolAccessibleWithin(candidate, type));
            if (derived.Count > 0)
            {
                context.RegisterCodeFix(CodeAction.Create($"Add [JsonDerivedType] to '{type.Name}' for {derived.Count} {(derived.Count == 1 ? "type" : "types")}", token => FixAsync(document, type, derived, token), nameof(DerivedTypesFixer)), diagnostic);
            }
        }
    }

    /// <summary>The concrete types of the project that derive from it or implement it, by name.</summary>
    private static async Task<List<INamedTypeSymbol>> DerivedAsync(INamedTypeSymbol type, Project project, CancellationToken cancellationToken)
    {
        var projects = ImmutableHashSet.Create(project);
        var found = type.TypeKind == TypeKind.Interface
            ? await SymbolFinder.FindImplementationsAsync(type, project.Solution, transitive: true, projects, cancellationToken).ConfigureAwait(false)
            : await SymbolFinder.FindDerivedClassesAsync(type, project.Solution, transitive: true, projects, cancellationToken).ConfigureAwait(false);
        return [.. found.Where(candidate => candidate is { IsAbstract: false, IsGenericType: false, IsFileLocal: false, TypeKind: TypeKind.Class or TypeKind.Struct } && candidate.Locations.Any(place => place.IsInSource)).OrderBy(candidate => candidate.ToDisplayString(), StringComparer.Ordinal)];
    }

    private static async Task<Document> FixAsync(Document document, INamedTypeSymbol type, List<INamedTypeSymbol> derived, CancellationToken cancellationToken)
    {
        var (root, model) = await NodeAt.OpenAsync(document, cancellationToken).ConfigureAwait(false);
        var declaration = (TypeDeclarationSyntax)await type.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        var position = declaration.Identifier.SpanStart;
        var names = new HashSet<string>(derived.GroupBy(item => item.Name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key), StringComparer.Ordinal);
        var lists = derived.Select(item =>
        {
            var discriminator = names.Contains(item.Name) ? item.ToDisplayString() : item.Name;
            var arguments = SyntaxFactory.ParseAttributeArgumentList($"(typeof({item.ToMinimalDisplayString(model, position)}), {SymbolDisplay.FormatLiteral(discriminator, quote: true)})");
            return SyntaxFactory.AttributeList([SyntaxFactory.Attribute(SyntaxFactory.IdentifierName(Attribute), arguments)]).WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);
        }).ToList();

        lists[0] = lists[0].WithLeadingTrivia(declaration.GetLeadingTrivia());
        var changed = declaration.WithLeadingTrivia().WithAttributeLists([.. lists, .. declaration.WithLeadingTrivia().AttributeLists]).WithAdditionalAnnotations(Formatter.Annotation);
        var newRoot = root.ReplaceNode(declaration, changed);
        return document.WithSyntaxRoot(model.LookupNamespacesAndTypes(position, name: Attribute + "Attribute").IsEmpty ? Usings.Add(newRoot, Space) : newRoot);
    }
}
