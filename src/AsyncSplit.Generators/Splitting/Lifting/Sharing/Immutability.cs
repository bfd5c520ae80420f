using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Lifting.Sharing;

/// <summary>Whether it makes no difference if a value is an object or a copy of it: nothing in it can be changed.</summary>
internal static class Immutability
{
    private static readonly HashSet<string> s_immutableClasses = new(StringComparer.Ordinal) { "System.Uri", "System.Version", "System.TimeZoneInfo", "System.Globalization.CultureInfo", "System.Type" };

    /// <summary>Structs that cannot be changed and are views of what can.</summary>
    private static readonly HashSet<string> s_views = new(StringComparer.Ordinal) { "Memory", "ReadOnlyMemory", "ArraySegment", "Span", "ReadOnlySpan" };

    public static bool IsImmutable(ITypeSymbol type) => IsImmutable(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    private static bool IsImmutable(ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UIntPtr or SpecialType.System_DateTime or SpecialType.System_Void || type.TypeKind == TypeKind.Enum)
        {
            return true;
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named || named.SpecialType == SpecialType.System_Object)
        {
            return false;
        }

        if (!seen.Add(named) || ExceptionAnalysis.IsException(named))
        {
            return true;
        }

        return named.IsTupleType ? named.TupleElements.All(element => IsImmutable(element.Type, seen))
            : named.DeclaringSyntaxReferences.IsEmpty ? IsImmutableElsewhere(named, seen)
            : HasImmutableMembers(named, seen);
    }

    /// <summary>Of a type in another assembly private fields are not seen.</summary>
    private static bool IsImmutableElsewhere(INamedTypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (!type.TypeArguments.All(argument => IsImmutable(argument, seen)))
        {
            return false;
        }

        if (type.IsValueType)
        {
            return type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || (type.IsReadOnly && !s_views.Contains(type.Name));
        }

        var space = type.ContainingNamespace.ToDisplayString();
        return space is "System.Collections.Immutable" or "System.Collections.Frozen" || s_immutableClasses.Contains($"{space}.{type.Name}") || (type.IsRecord && HasImmutableMembers(type, seen));
    }

    private static bool HasImmutableMembers(INamedTypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        for (INamedTypeSymbol? current = type; current is not null && current.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); current = current.BaseType)
        {
            if (current.DeclaringSyntaxReferences.IsEmpty && !current.IsRecord)
            {
                return false;
            }

            foreach (var member in current.GetMembers().Where(member => !member.IsStatic))
            {
                // To change a struct is to write the variable that holds it.
                var isImmutable = member switch
                {
                    IFieldSymbol { AssociatedSymbol: null } field => (field.IsReadOnly || type.IsValueType) && IsImmutable(field.Type, seen),
                    IPropertySymbol property when property.DeclaringSyntaxReferences.IsEmpty || FixedMembers.IsAutomatic(property) =>
                        property.Name == "EqualityContract" || ((property.SetMethod is null or { IsInitOnly: true } || type.IsValueType) && IsImmutable(property.Type, seen)),
                    _ => true,
                };
                if (!isImmutable)
                {
                    return false;
                }
            }
        }

        return type.GetAttributes().Where(attribute => attribute.AttributeClass?.Name == "JsonDerivedTypeAttribute" && attribute.ConstructorArguments.Length > 0)
            .All(attribute => attribute.ConstructorArguments[0].Value is INamedTypeSymbol derived && IsImmutable(derived, seen));
    }
}
