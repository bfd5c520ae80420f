using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Assemblies;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Model.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Where the generated members of a handler stand, and who sees them.</summary>
internal static class Places
{
    public static PlaceModel Of(MethodDeclarationSyntax handler)
    {
        var root = (CompilationUnitSyntax)handler.SyntaxTree.GetRoot();
        return new PlaceModel
        {
            Defines = root.GetLeadingTrivia().Select(trivia => trivia.GetStructure()).Where(directive => directive is DefineDirectiveTriviaSyntax { IsActive: true } or UndefDirectiveTriviaSyntax { IsActive: true })
                .Select(directive => directive!.ToString().Trim()).ToEquatableArray(),
            Usings = root.Externs.Select(alias => alias.ToString()).Concat(Usings(root.Usings)).ToEquatableArray(),
            Namespaces = handler.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse()
                .Select(space => new NamespaceModel(space.Name.ToString(), space is FileScopedNamespaceDeclarationSyntax, space.Externs.Select(alias => alias.ToString()).Concat(Usings(space.Usings)).ToEquatableArray()))
                .ToEquatableArray(),
            Types = handler.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(Head).ToEquatableArray(),
        };
    }

    /// <summary>How the assembly's registration reaches the handler: a type that is private in another one is reached through that one.</summary>
    public static RegistrationModel Registration(INamedTypeSymbol type, string register, SyntaxNode place)
    {
        var types = new List<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.ContainingType)
        {
            types.Insert(0, current);
        }

        var hidden = types.FindIndex(IsHiddenInItsType);
        if (hidden < 0)
        {
            return new RegistrationModel($"{Types.Display(type)}.{register}");
        }

        if (types.Skip(hidden + 1).Any(IsHiddenInItsType))
        {
            throw new SplitException(RuleIds.CannotBeSplit, place, $"'{type.Name}' is private in a type that is private itself: make one of them internal");
        }

        var forwarder = $"{string.Join("_", types.Skip(hidden).Select(part => part.Name))}_{register}";
        return new RegistrationModel(
            $"{Types.Display(types[hidden - 1])}.{forwarder}",
            forwarder,
            hidden,
            $"{string.Join(".", types.Skip(hidden).Select(part => Naming.Escape(part.Name)))}.{register}");
    }

    /// <summary>The typed client's method, where the call's record can be seen from the assembly.</summary>
    public static ClientModel? Client(IMethodSymbol method, string call, CallModel arguments, string? resultType, string? resultCodec)
    {
        if (IsHidden(method.ContainingType))
        {
            return null;
        }

        // A private handler is called by its own type only, and private types of its signature are not seen outside.
        if (method.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected && method.ExplicitInterfaceImplementations.IsEmpty
            || VisibilityOf(method.ReturnType) == Accessibility.Private
            || !HasVisibleArguments(method))
        {
            return null;
        }

        var isPublic = method.DeclaredAccessibility is not (Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.ProtectedAndInternal)
            && method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType).Append(method.ContainingType).All(type => VisibilityOf(type) == Accessibility.Public);
        return new ClientModel(
            method.ContainingType.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "",
            Chainables.TypePath(method.ContainingType).Replace('.', '_'),
            Types.Display(method.ContainingType),
            isPublic,
            Chainables.SimpleName(method),
            call,
            arguments.Parameters,
            resultType,
            resultCodec);
    }

    public static bool HasVisibleArguments(IMethodSymbol method) => method.Parameters.All(parameter => VisibilityOf(parameter.Type) != Accessibility.Private);

    /// <summary>Whether code elsewhere in the assembly cannot name the type.</summary>
    public static bool IsHidden(INamedTypeSymbol type) => IsHiddenInItsType(type) || type.IsFileLocal || (type.ContainingType is { } outer && IsHidden(outer));

    private static bool IsHiddenInItsType(INamedTypeSymbol type) => type.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;

    /// <summary>Public, internal or (for anything less) private, type arguments and outer types included.</summary>
    private static Accessibility VisibilityOf(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return VisibilityOf(array.ElementType);
            case INamedTypeSymbol named:
                var visibility = named.DeclaredAccessibility switch
                {
                    Accessibility.Public => Accessibility.Public,
                    Accessibility.Internal or Accessibility.ProtectedOrInternal => Accessibility.Internal,
                    _ => Accessibility.Private,
                };
                var others = named.TypeArguments.Select(VisibilityOf).Concat(named.ContainingType is { } outer ? [VisibilityOf(outer)] : []);
                return others.Aggregate(visibility, (least, other) => other < least ? other : least);
            default:
                return Accessibility.Public;
        }
    }

    private static IEnumerable<string> Usings(SyntaxList<UsingDirectiveSyntax> usings) =>
        usings.Where(directive => directive.GlobalKeyword.RawKind == 0).Select(directive => directive.ToString());

    private static string Head(TypeDeclarationSyntax type)
    {
        var keyword = type is RecordDeclarationSyntax record && !record.ClassOrStructKeyword.IsKind(SyntaxKind.None) ? $"record {record.ClassOrStructKeyword.ValueText}" : type.Keyword.ValueText;
        var isStatic = type.Modifiers.Any(SyntaxKind.StaticKeyword) ? "static " : "";
        return $"{isStatic}partial {keyword} {type.Identifier.Text}";
    }
}
