using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Types and members with <c>[Experimental]</c>, whose use is an error that goes by an id of the user's.</summary>
internal static class ExperimentalTypes
{
    /// <summary>The ids that the codec of a type has to switch off.</summary>
    public static EquatableArray<string> Ids(ITypeSymbol type, IEnumerable<ISymbol> members)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        Add(type, ids);
        foreach (var member in members)
        {
            AddOwn(member, ids);
            Add(member is IPropertySymbol property ? property.Type : member is IFieldSymbol field ? field.Type : (ITypeSymbol)member, ids);
        }

        return ids.ToEquatableArray();
    }

    private static void Add(ITypeSymbol type, SortedSet<string> ids)
    {
        if (type is IArrayTypeSymbol array)
        {
            Add(array.ElementType, ids);
        }

        for (var level = type as INamedTypeSymbol; level is not null; level = level.ContainingType)
        {
            AddOwn(level, ids);
            foreach (var argument in level.TypeArguments)
            {
                Add(argument, ids);
            }
        }
    }

    private static void AddOwn(ISymbol symbol, SortedSet<string> ids)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "ExperimentalAttribute" && attribute.ConstructorArguments is [{ Value: string id }])
            {
                ids.Add(id);
            }
        }
    }
}
