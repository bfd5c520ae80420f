using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Whether one value can hold the same object in two places, or hold itself: then its identity has to be kept even when nothing else is captured.</summary>
internal static class ObjectGraphs
{
    /// <param name="type">The type of the value.</param>
    /// <param name="mayAlias">Whether values of a type may be, or hold, an object whose identity can be observed.</param>
    public static bool MayRepeat(ITypeSymbol type, Func<ITypeSymbol, bool> mayAlias) => MayRepeat(type, mayAlias, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default));

    private static bool MayRepeat(ITypeSymbol type, Func<ITypeSymbol, bool> mayAlias, HashSet<ITypeSymbol> around)
    {
        if (!mayAlias(type))
        {
            return false;
        }

        switch (type)
        {
            case IArrayTypeSymbol array:
                return mayAlias(array.ElementType);
            case INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: true } collection:
                return collection.TypeArguments.Any(mayAlias);
            case INamedTypeSymbol named:
                if (!around.Add(named))
                {
                    return true;
                }

                // Of types that other ones derive from, values may hold more than is declared here.
                var members = MembersOf(named).Where(mayAlias).ToList();
                var repeats = members.Count > 1 || named.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "JsonDerivedTypeAttribute") || members.Any(member => MayRepeat(member, mayAlias, around));
                around.Remove(named);
                return repeats;
            default:
                return true;
        }
    }

    private static IEnumerable<ITypeSymbol> MembersOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var field in current.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic))
            {
                yield return field.Type;
            }
        }
    }
}
