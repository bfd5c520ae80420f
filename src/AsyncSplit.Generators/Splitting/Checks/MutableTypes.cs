using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>Types whose objects can be changed in place.</summary>
internal static class MutableTypes
{
    /// <summary>Whether it is an array, a collection that can be changed, or a class with a member that can be set.</summary>
    public static bool IsMutable(ITypeSymbol type) =>
        type is IArrayTypeSymbol || IsCollection(type) || (type is { TypeKind: TypeKind.Class, SpecialType: not SpecialType.System_String } && HasSettableMember(type));

    /// <summary>Whether it is one of the framework's collections that can be changed, or a text builder.</summary>
    public static bool IsCollection(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Name: "StringBuilder" } builder => Types.IsIn(builder, "System.Text"),
        INamedTypeSymbol named => named.ContainingNamespace?.ToDisplayString() switch
        {
            "System.Collections" or "System.Collections.Concurrent" or "System.Collections.ObjectModel" => !named.Name.StartsWith("ReadOnly", StringComparison.Ordinal),
            "System.Collections.Generic" => !named.Name.StartsWith("IReadOnly", StringComparison.Ordinal) && named.Name is not ("IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator" or "KeyValuePair" or "IComparer" or "IEqualityComparer"),
            _ => false,
        },
        _ => false,
    };

    private static bool HasSettableMember(ITypeSymbol type)
    {
        for (var level = type; level is not null and not { SpecialType: SpecialType.System_Object }; level = level.BaseType)
        {
            foreach (var member in level.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, SetMethod: { IsInitOnly: false } } or IFieldSymbol { IsStatic: false, IsReadOnly: false, IsConst: false, IsImplicitlyDeclared: false }
                    || (member is IPropertySymbol { IsStatic: false, IsIndexer: false } property && IsCollection(property.Type)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
