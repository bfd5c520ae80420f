using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Lifting.Sharing;

/// <summary>Methods of the framework that read objects and keep their identity to themselves.</summary>
internal static class ReadingMethods
{
    private static readonly HashSet<string> s_instance = new(StringComparer.Ordinal)
    {
        "CompareTo", "Contains", "ContainsKey", "ContainsValue", "TryGetValue", "IndexOf", "LastIndexOf", "Find", "FindAll", "FindIndex", "FindLast",
        "FindLastIndex", "Exists", "TrueForAll", "GetEnumerator", "ToArray", "GetRange", "Slice", "BinarySearch", "ConvertAll", "Peek", "TryPeek", "GetLength", "GetLowerBound", "GetUpperBound", "Clone",
        "IsSubsetOf", "IsSupersetOf", "IsProperSubsetOf", "IsProperSupersetOf", "Overlaps", "SetEquals", "GetValueOrDefault",
    };

    private static readonly HashSet<string> s_static = new(StringComparer.Ordinal)
    {
        "System.String", "System.Console", "System.Convert", "System.ArgumentNullException", "System.Text.Json.JsonSerializer", "System.Linq.Enumerable", "System.Collections.Generic.CollectionExtensions",
    };

    /// <summary>Collections that do not compare what they hold.</summary>
    private static readonly HashSet<string> s_ordered = new(StringComparer.Ordinal) { "List", "Stack", "Queue", "LinkedList" };

    /// <summary>They compare elements, by reference where these have no equality of their own.</summary>
    private static readonly HashSet<string> s_comparing = new(StringComparer.Ordinal)
    {
        "Distinct", "Union", "Except", "Intersect", "ToHashSet", "GroupBy", "ToLookup", "ToDictionary", "Contains", "SequenceEqual", "Join", "GroupJoin", "CountBy", "AggregateBy",
    };

    /// <summary>Whether the method, called on an object, only reads that. What every object has is taken to, whoever has written it.</summary>
    public static bool OfInstance(IMethodSymbol method) =>
        method.Name is "ToString" or "GetHashCode" or "Equals" or "GetType" || (method.DeclaringSyntaxReferences.IsEmpty && s_instance.Contains(method.Name));

    /// <summary>Whether a static method or constructor only reads its arguments, or keeps them in what it returns.</summary>
    public static bool OfArguments(IMethodSymbol method)
    {
        var type = method.ContainingType.OriginalDefinition;
        var space = type.ContainingNamespace?.ToDisplayString() ?? "";
        return method.MethodKind == MethodKind.Constructor
            ? space.StartsWith("System.Collections", StringComparison.Ordinal) && (s_ordered.Contains(type.Name) || method.ContainingType.TypeArguments.All(Immutability.IsImmutable))
            : method.IsStatic && s_static.Contains($"{space}.{type.Name}") && (!s_comparing.Contains(method.Name) || method.TypeArguments.All(Immutability.IsImmutable));
    }
}
