using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Where a generated codec lies: in the assembly's holder, or in the user's type that alone can see the type it is for.</summary>
internal sealed record CodecPlace(string Expression, string Name, string Namespace, EquatableArray<string> Containers, INamedTypeSymbol? Container)
{
    public static CodecPlace? Of(INamedTypeSymbol type, bool exact, SerializationContext context, out string? reason)
    {
        reason = null;
        var name = TypeNames.ToIdentifier(type) + (exact && PolymorphismAnalysis.IsPolymorphic(type) ? "_Exact" : "");
        INamedTypeSymbol? container = null;
        if (!FindContainer(type, context, ref container, ref reason))
        {
            return null;
        }

        if (container is null)
        {
            return new CodecPlace(
                $"global::{SerializationContext.GeneratedNamespace}.{context.HolderName}.{name}",
                name,
                SerializationContext.GeneratedNamespace,
                [$"internal static partial class {context.HolderName}"],
                null);
        }

        var heads = new List<string>();
        for (var outer = container; outer is not null; outer = outer.ContainingType)
        {
            if (!IsPartial(outer) || outer.TypeParameters.Length > 0)
            {
                reason = outer.TypeParameters.Length > 0
                    ? $"{TypeNames.ToMessage(type)} is private in the generic type {TypeNames.ToMessage(outer)}, where no generated codec can see it: make it internal"
                    : $"{TypeNames.ToMessage(type)} is private in {TypeNames.ToMessage(outer)}, which is not partial: make it internal, or make {TypeNames.ToMessage(outer)} partial";
                return null;
            }

            heads.Insert(0, Head(outer));
        }

        var space = container.ContainingNamespace is { IsGlobalNamespace: false } found ? found.ToDisplayString() : "";
        return new CodecPlace(
            $"{TypeNames.ToCodeNotNull(container)}.{name}Codec.Instance", name, space, heads.ToEquatableArray(), container);
    }

    // The innermost type that must be around the codec for it to see the type and all its arguments.
    private static bool FindContainer(ITypeSymbol type, SerializationContext context, ref INamedTypeSymbol? container, ref string? reason)
    {
        if (type is IArrayTypeSymbol array)
        {
            return FindContainer(array.ElementType, context, ref container, ref reason);
        }

        if (type is not INamedTypeSymbol named)
        {
            return true;
        }

        for (var level = named; level is not null; level = level.ContainingType)
        {
            foreach (var argument in level.TypeArguments)
            {
                if (!FindContainer(argument, context, ref container, ref reason))
                {
                    return false;
                }
            }

            if (level.IsFileLocal)
            {
                reason = $"{TypeNames.ToMessage(level)} is visible in its file only: generated code lies in another";
                return false;
            }
        }

        if (context.IsAccessible(named.OriginalDefinition, container))
        {
            return true;
        }

        var innermost = named;
        while (innermost.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal))
        {
            if (innermost.ContainingType is null)
            {
                reason = $"{TypeNames.ToMessage(type)} is internal to another assembly";
                return false;
            }

            innermost = innermost.ContainingType;
        }

        var found = innermost.ContainingType;
        if (found is null || !SymbolEqualityComparer.Default.Equals(found.ContainingAssembly, context.Compilation.Assembly)
            || (container is not null && !context.IsAccessible(container.OriginalDefinition, found)))
        {
            reason = $"{TypeNames.ToMessage(type)} is not accessible: make it internal";
            return false;
        }

        container = found;
        return true;
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Any(reference => reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(modifier => modifier.ValueText == "partial"));

    private static string Head(INamedTypeSymbol type)
    {
        var keyword = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
            { TypeKind: TypeKind.Struct } => "struct",
            { IsRecord: true } => "record",
            _ => "class",
        };
        return $"partial {keyword} {Naming.Escape(type.Name)}";
    }
}
