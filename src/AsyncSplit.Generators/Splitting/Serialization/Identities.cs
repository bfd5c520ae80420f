using AsyncSplit.Generators.Model;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>
/// Names for sets of objects of which two values may hold the same one: those of one class, the collections of one type, and the collections that stand behind an interface, which may be any.
/// Two values whose names do not meet hold no common object, whatever the handler does.
/// </summary>
internal static class Identities
{
    /// <summary>All exceptions: one may be the inner exception of another.</summary>
    public const string Exception = "class exception";

    /// <summary>All parts of all JSON documents: a node leads to those around it.</summary>
    public const string JsonNode = "class json";

    /// <summary>A collection that is known by an interface only.</summary>
    public const string AnyCollection = "any";

    private const string CollectionPrefix = "collection ";
    private const string ViewPrefix = "view ";

    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    /// <summary>The objects of one class.</summary>
    public static string Class(ITypeSymbol type) => "class " + type.ToDisplayString(s_format);

    /// <summary>The collections of one type; arrays of objects are of one name, as an array of a derived type is one of the base type.</summary>
    public static string Collection(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1, ElementType.IsReferenceType: true }
        ? CollectionPrefix + "array"
        : CollectionPrefix + type.ToDisplayString(s_format);

    /// <summary>What shows another collection, or part of one: a read-only wrapper, a segment of an array.</summary>
    public static string View(ITypeSymbol type) => ViewPrefix + type.ToDisplayString(s_format);

    /// <summary>Whether one object can occur twice in values that lead to these.</summary>
    public static bool MayRepeat(IEnumerable<EquatableArray<Reached>> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var collections = 0;
        var views = 0;
        foreach (var reached in values.SelectMany(value => value))
        {
            if (reached.Many || !seen.Add(reached.Identity))
            {
                return true;
            }

            collections += reached.Identity.StartsWith(CollectionPrefix, StringComparison.Ordinal) ? 1 : 0;
            views += reached.Identity == AnyCollection || reached.Identity.StartsWith(ViewPrefix, StringComparison.Ordinal) ? 1 : 0;
        }

        return views > 1 || (views == 1 && collections > 0);
    }
}
