using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Finds the classes that set up the services of functions: those that name the interface in their list of bases.</summary>
internal static class Startups
{
    public static bool MayBe(SyntaxNode node) =>
        node is TypeDeclarationSyntax { BaseList.Types: { } bases } and (ClassDeclarationSyntax or RecordDeclarationSyntax) && bases.Any(item => NameOf(item.Type) == KnownNames.FunctionStartupName);

    /// <summary>The class, fully qualified; null where a generated method of another class could not use it.</summary>
    public static string? Of(TypeDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancellationToken) =>
        semantics.GetDeclaredSymbol(syntax, cancellationToken) is { IsAbstract: false, Arity: 0 } type && IsPublic(type)
            && type.AllInterfaces.Any(contract => Types.IsNamed(contract, KnownNames.FunctionStartup)) ? Types.Display(type) : null;

    private static bool IsPublic(INamedTypeSymbol type) => type.DeclaredAccessibility == Accessibility.Public && (type.ContainingType is not { } outer || (outer.Arity == 0 && IsPublic(outer)));

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
