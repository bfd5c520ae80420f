using System.Globalization;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>The codecs that the runtime has for the framework's types.</summary>
internal static class FrameworkCodecs
{
    private const string Codecs = SerializationContext.CodecsClass;

    private static readonly Dictionary<string, string> s_values = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "Boolean", ["System.Byte"] = "Byte", ["System.SByte"] = "SByte", ["System.Int16"] = "Int16", ["System.UInt16"] = "UInt16",
        ["System.Int32"] = "Int32", ["System.UInt32"] = "UInt32", ["System.Int64"] = "Int64", ["System.UInt64"] = "UInt64",
        ["System.Int128"] = "Int128", ["System.UInt128"] = "UInt128", ["System.IntPtr"] = "IntPtr", ["System.UIntPtr"] = "UIntPtr",
        ["System.Numerics.BigInteger"] = "BigInteger", ["System.Numerics.Complex"] = "Complex",
        ["System.Half"] = "Half", ["System.Single"] = "Single", ["System.Double"] = "Double", ["System.Decimal"] = "Decimal",
        ["System.String"] = "String", ["System.Char"] = "Char", ["System.Text.Rune"] = "Rune",
        ["System.Guid"] = "Guid", ["System.Version"] = "Version", ["System.Uri"] = "Uri",
        ["System.DateTime"] = "DateTime", ["System.DateTimeOffset"] = "DateTimeOffset", ["System.DateOnly"] = "DateOnly", ["System.TimeOnly"] = "TimeOnly",
        ["System.TimeSpan"] = "TimeSpan", ["System.Index"] = "Index", ["System.Range"] = "Range",
        ["System.Text.Json.JsonElement"] = "JsonElement",
    };

    // Codecs of objects whose identity can be observed.
    private static readonly Dictionary<string, string> s_objects = new(StringComparer.Ordinal)
    {
        ["System.Text.StringBuilder"] = "StringBuilder",
        ["System.Text.Json.Nodes.JsonNode"] = "JsonNode", ["System.Text.Json.Nodes.JsonObject"] = "JsonObject", ["System.Text.Json.Nodes.JsonArray"] = "JsonArray",
    };

    // Made of the codecs of their type arguments. True: objects whose identity can be observed.
    private static readonly Dictionary<string, (string Name, bool Mutable)> s_generic = new(StringComparer.Ordinal)
    {
        ["System.Collections.Generic.List`1"] = ("List", true),
        ["System.Collections.Generic.HashSet`1"] = ("HashSet", true),
        ["System.Collections.Generic.SortedSet`1"] = ("SortedSet", true),
        ["System.Collections.Generic.Queue`1"] = ("Queue", true),
        ["System.Collections.Generic.Stack`1"] = ("Stack", true),
        ["System.Collections.Generic.LinkedList`1"] = ("LinkedList", true),
        ["System.Collections.Generic.Dictionary`2"] = ("Dictionary", true),
        ["System.Collections.Generic.SortedDictionary`2"] = ("SortedDictionary", true),
        ["System.Collections.Generic.SortedList`2"] = ("SortedList", true),
        ["System.Collections.Concurrent.ConcurrentDictionary`2"] = ("ConcurrentDictionary", true),
        ["System.Collections.Concurrent.ConcurrentQueue`1"] = ("ConcurrentQueue", true),
        ["System.Collections.ObjectModel.ReadOnlyCollection`1"] = ("ReadOnlyCollection", true),
        ["System.Collections.Generic.IEnumerable`1"] = ("IEnumerable", true),
        ["System.Collections.Generic.ICollection`1"] = ("ICollection", true),
        ["System.Collections.Generic.IList`1"] = ("IList", true),
        ["System.Collections.Generic.IReadOnlyCollection`1"] = ("IReadOnlyCollection", true),
        ["System.Collections.Generic.IReadOnlyList`1"] = ("IReadOnlyList", true),
        ["System.Collections.Generic.ISet`1"] = ("ISet", true),
        ["System.Collections.Generic.IReadOnlySet`1"] = ("IReadOnlySet", true),
        ["System.Collections.Generic.IDictionary`2"] = ("IDictionary", true),
        ["System.Collections.Generic.IReadOnlyDictionary`2"] = ("IReadOnlyDictionary", true),
        ["System.Collections.Immutable.ImmutableArray`1"] = ("ImmutableArray", false),
        ["System.Collections.Immutable.ImmutableList`1"] = ("ImmutableList", false),
        ["System.Collections.Immutable.IImmutableList`1"] = ("IImmutableList", false),
        ["System.Collections.Immutable.ImmutableHashSet`1"] = ("ImmutableHashSet", false),
        ["System.Collections.Immutable.ImmutableSortedSet`1"] = ("ImmutableSortedSet", false),
        ["System.Collections.Immutable.ImmutableQueue`1"] = ("ImmutableQueue", false),
        ["System.Collections.Immutable.ImmutableStack`1"] = ("ImmutableStack", false),
        ["System.Collections.Immutable.ImmutableDictionary`2"] = ("ImmutableDictionary", false),
        ["System.Collections.Immutable.ImmutableSortedDictionary`2"] = ("ImmutableSortedDictionary", false),
        ["System.Collections.Generic.KeyValuePair`2"] = ("KeyValuePair", false),
        ["System.ArraySegment`1"] = ("ArraySegment", true),
        ["System.Memory`1"] = ("Memory", true),
        ["System.ReadOnlyMemory`1"] = ("ReadOnlyMemory", true),
    };

    public static Resolved? Find(CodecResolution resolution, INamedTypeSymbol type)
    {
        var name = TypeNames.ToMetadata(type);
        if (s_values.TryGetValue(name, out var value))
        {
            return new Resolved($"{Codecs}.{value}", value, false);
        }

        if (s_objects.TryGetValue(name, out value))
        {
            return new Resolved($"{Codecs}.{value}", value, true);
        }

        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            var inner = resolution.Visit(type.TypeArguments[0]);
            return inner.Failure is null ? inner with { Expression = $"{Codecs}.Nullable({inner.Expression})", Shape = inner.Shape + "?" } : inner;
        }

        if (type.IsTupleType || name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) || name == "System.ValueTuple")
        {
            return Compose(resolution, type, "ValueTuple", false);
        }

        if (name.StartsWith("System.Tuple`", StringComparison.Ordinal))
        {
            return Compose(resolution, type, "Tuple", true);
        }

        if (s_generic.TryGetValue(name, out var generic))
        {
            return Compose(resolution, type, generic.Name, generic.Mutable);
        }

        return CollectionAnalysis.Find(resolution, type);
    }

    public static Resolved Array(CodecResolution resolution, IArrayTypeSymbol array)
    {
        if (array.ElementType.SpecialType == SpecialType.System_Byte && array.Rank == 1)
        {
            return new Resolved($"{Codecs}.Bytes", "Bytes", true);
        }

        if (array.Rank > 3)
        {
            return Resolved.Fail($"{TypeNames.ToMessage(array)} has more than three dimensions");
        }

        var element = resolution.Visit(array.ElementType).Within("[]");
        if (element.Failure is not null)
        {
            return element;
        }

        var rank = array.Rank == 1 ? "" : array.Rank.ToString(CultureInfo.InvariantCulture) + "D";
        return new Resolved($"{Codecs}.Array{rank}({element.Expression})", array.Rank == 1 ? $"[{element.Shape}]" : $"Array{rank}[{element.Shape}]", true);
    }

    private static Resolved Compose(CodecResolution resolution, INamedTypeSymbol type, string name, bool mutable)
    {
        if (type.TypeArguments.Length == 0)
        {
            return new Resolved($"{Codecs}.ValueTuple0", "()", false);
        }

        var expressions = new List<string>();
        var shapes = new List<string>();
        for (var i = 0; i < type.TypeArguments.Length; i++)
        {
            var argument = resolution.Visit(type.TypeArguments[i]);
            if (argument.Failure is not null)
            {
                return argument.Within(Segment(type, name, i));
            }

            expressions.Add(argument.Expression);
            shapes.Add(argument.Shape);
            mutable |= argument.MayAlias;
        }

        var shape = name == "List" ? $"[{shapes[0]}]" : name == "ValueTuple" ? $"({string.Join(",", shapes)})" : $"{name}<{string.Join(",", shapes)}>";
        return new Resolved($"{Codecs}.{name}({string.Join(", ", expressions)})", shape, mutable);
    }

    private static string Segment(INamedTypeSymbol type, string name, int index) => name switch
    {
        "ValueTuple" or "Tuple" when index == 7 => "",
        "ValueTuple" => "." + (type.IsTupleType && index < type.TupleElements.Length ? type.TupleElements[index].Name : $"Item{index + 1}"),
        "Tuple" => $".Item{index + 1}",
        "KeyValuePair" => index == 0 ? ".Key" : ".Value",
        _ when type.TypeArguments.Length == 2 => index == 0 ? ".Keys[]" : ".Values[]",
        _ => "[]",
    };
}
