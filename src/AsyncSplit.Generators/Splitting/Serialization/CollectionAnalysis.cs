using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Collection types beyond those with a codec of their own: any that has a parameterless constructor and <c>ICollection&lt;T&gt;.Add</c>.</summary>
internal static class CollectionAnalysis
{
    /// <summary>Null for a type that is no collection.</summary>
    public static Resolved? Find(CodecResolution resolution, INamedTypeSymbol type)
    {
        if (!type.AllInterfaces.Any(face => face.SpecialType == SpecialType.System_Collections_IEnumerable)
            && type.SpecialType != SpecialType.System_Collections_IEnumerable)
        {
            return null;
        }

        if (type.TypeKind == TypeKind.Interface)
        {
            return PolymorphismAnalysis.IsPolymorphic(type) ? null : Resolved.Fail($"{TypeNames.ToMessage(type)} does not say which collection it is: use List<T> or another class");
        }

        var items = type.AllInterfaces.FirstOrDefault(face => face.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_ICollection_T);
        if (items is null || type.TypeKind != TypeKind.Class || type.IsAbstract || !HasUsableConstructor(resolution, type))
        {
            return Resolved.Fail($"{TypeNames.ToMessage(type)} is a collection that nothing says how to fill: it needs a public parameterless constructor and ICollection<T>. Use List<T> or another class");
        }

        if (CodecPlace.Of(type, exact: true, resolution.Context, out var reason) is null)
        {
            return Resolved.Fail(reason!);
        }

        var isDictionary = type.AllInterfaces.FirstOrDefault(face => TypeNames.ToMetadata(face) == "System.Collections.Generic.IDictionary`2");
        if (isDictionary is not null)
        {
            return OfDictionary(resolution, type, isDictionary);
        }

        AddLosses(resolution, type);
        var element = resolution.Visit(items.TypeArguments[0]).Within("[]");
        return element.Failure is not null
            ? element
            : new Resolved(
                $"{SerializationContext.CodecsClass}.Collection<{TypeNames.ToCodeNotNull(type)}, {TypeNames.ToCode(items.TypeArguments[0])}>({element.Expression})",
                $"[{element.Shape}]",
                Holds(type, element.Elements));
    }

    private static Resolved OfDictionary(CodecResolution resolution, INamedTypeSymbol type, INamedTypeSymbol dictionary)
    {
        AddLosses(resolution, type);
        var key = resolution.Visit(dictionary.TypeArguments[0]).Within(".Keys[]");
        var value = resolution.Visit(dictionary.TypeArguments[1]).Within(".Values[]");
        return key.Failure is not null ? key : value.Failure is not null ? value : new Resolved(
            $"{SerializationContext.CodecsClass}.DictionaryLike<{TypeNames.ToCodeNotNull(type)}, {TypeNames.ToCode(dictionary.TypeArguments[0])}, {TypeNames.ToCode(dictionary.TypeArguments[1])}>({key.Expression}, {value.Expression})",
            $"Dictionary<{key.Shape},{value.Shape}>",
            Holds(type, key.Elements.Concat(value.Elements)));
    }

    private static bool HasUsableConstructor(CodecResolution resolution, INamedTypeSymbol type) => type.InstanceConstructors.Any(constructor =>
        constructor.Parameters.Length == 0 && constructor.DeclaredAccessibility == Accessibility.Public && resolution.Context.IsAccessible(type, type.ContainingType));

    private static EquatableArray<Held> Holds(ITypeSymbol type, IEnumerable<Held> elements) => new[] { new Held(Identities.Collection(type), null) }.Concat(elements).ToEquatableArray();

    private static void AddLosses(CodecResolution resolution, INamedTypeSymbol type)
    {
        // Where the elements are kept by a base, fields are data beside them; else they may be where the elements are.
        var keepsElements = !FrameworkTypes.IsOfFramework(type) && Bases(type).Any(FrameworkTypes.IsOfFramework);
        for (var level = type; level is not null && level.DeclaringSyntaxReferences.Length > 0; level = level.BaseType)
        {
            foreach (var member in level.GetMembers().Where(member => !member.IsStatic))
            {
                var isData = member switch
                {
                    IPropertySymbol property => property is { IsIndexer: false, IsOverride: false, SetMethod: not null, DeclaredAccessibility: Accessibility.Public },
                    IFieldSymbol field => keepsElements && field is { IsConst: false, AssociatedSymbol: null },
                    _ => false,
                };
                if (isData)
                {
                    resolution.AddLoss($"{TypeNames.ToMessage(type)}.{member.Name}", "a collection is written as its elements: what else it has is lost");
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var level = type.BaseType; level is { SpecialType: not SpecialType.System_Object }; level = level.BaseType)
        {
            yield return level;
        }
    }
}
