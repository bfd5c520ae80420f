using System.Globalization;
using AsyncSplit.Generators.Model;
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

    // Codecs of objects whose identity can be observed, and what they are called.
    private static readonly Dictionary<string, (string Name, string Identity)> s_objects = new(StringComparer.Ordinal)
    {
        ["System.Text.StringBuilder"] = ("StringBuilder", "class text"), ["System.Collections.BitArray"] = ("BitArray", "class bits"),
        ["System.Text.Json.Nodes.JsonNode"] = ("JsonNode", Identities.JsonNode), ["System.Text.Json.Nodes.JsonObject"] = ("JsonObject", Identities.JsonNode),
        ["System.Text.Json.Nodes.JsonArray"] = ("JsonArray", Identities.JsonNode), ["System.Text.Json.Nodes.JsonValue"] = ("JsonValue", Identities.JsonNode),
    };

    // Made of the codecs of their type arguments, by namespace.
    private static readonly Dictionary<string, GenericKind> s_generic = Generic(
        (GenericKind.Collection, "System.Collections.Generic.", "List`1 HashSet`1 SortedSet`1 Queue`1 Stack`1 LinkedList`1 PriorityQueue`2 Dictionary`2 SortedDictionary`2 SortedList`2 OrderedDictionary`2"),
        (GenericKind.Interface, "System.Collections.Generic.", "IEnumerable`1 ICollection`1 IList`1 IReadOnlyCollection`1 IReadOnlyList`1 ISet`1 IReadOnlySet`1 IDictionary`2 IReadOnlyDictionary`2"),
        (GenericKind.Value, "System.Collections.Generic.", "KeyValuePair`2"),
        (GenericKind.Collection, "System.Collections.Concurrent.", "ConcurrentDictionary`2 ConcurrentQueue`1 ConcurrentStack`1 ConcurrentBag`1"),
        (GenericKind.View, "System.Collections.ObjectModel.", "ReadOnlyCollection`1 Collection`1 ReadOnlyDictionary`2"),
        (GenericKind.Value, "System.Collections.Immutable.", "ImmutableArray`1"),
        (GenericKind.Collection, "System.Collections.Immutable.", "ImmutableList`1 ImmutableHashSet`1 ImmutableSortedSet`1 ImmutableQueue`1 ImmutableStack`1 ImmutableDictionary`2 ImmutableSortedDictionary`2"),
        (GenericKind.Interface, "System.Collections.Immutable.", "IImmutableList`1"),
        (GenericKind.Collection, "System.Collections.Frozen.", "FrozenSet`1 FrozenDictionary`2"),
        (GenericKind.View, "System.", "ArraySegment`1 Memory`1 ReadOnlyMemory`1"));

    private enum GenericKind
    {
        Value,
        Collection,
        Interface,
        View,
    }

    public static Resolved? Find(CodecResolution resolution, INamedTypeSymbol type)
    {
        var name = TypeNames.ToMetadata(type);
        if (s_values.TryGetValue(name, out var value))
        {
            return Resolved.Value($"{Codecs}.{value}", value);
        }

        if (s_objects.TryGetValue(name, out var known))
        {
            return Resolved.Object($"{Codecs}.{known.Name}", known.Name, known.Identity);
        }

        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            var inner = resolution.Visit(type.TypeArguments[0]);
            return inner.Failure is null ? inner with { Expression = $"{Codecs}.Nullable({inner.Expression})", Shape = inner.Shape + "?" } : inner;
        }

        if (type.IsTupleType || name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) || name == "System.ValueTuple")
        {
            return Compose(resolution, type, "ValueTuple", GenericKind.Value);
        }

        if (name.StartsWith("System.Tuple`", StringComparison.Ordinal))
        {
            return Compose(resolution, type, "Tuple", GenericKind.Collection);
        }

        if (s_generic.TryGetValue(name, out var generic))
        {
            return Compose(resolution, type, type.Name, generic);
        }

        return CollectionAnalysis.Find(resolution, type);
    }

    public static Resolved Array(CodecResolution resolution, IArrayTypeSymbol array)
    {
        if (array.ElementType.SpecialType == SpecialType.System_Byte && array.Rank == 1)
        {
            return Resolved.Object($"{Codecs}.Bytes", "Bytes", Identities.Collection(array));
        }

        if (array.Rank > 4)
        {
            return Resolved.Fail($"{TypeNames.ToMessage(array)} has more than four dimensions");
        }

        var element = resolution.Visit(array.ElementType).Within("[]");
        if (element.Failure is not null)
        {
            return element;
        }

        var rank = array.Rank == 1 ? "" : array.Rank.ToString(CultureInfo.InvariantCulture) + "D";
        return new Resolved($"{Codecs}.Array{rank}({element.Expression})", array.Rank == 1 ? $"[{element.Shape}]" : $"Array{rank}[{element.Shape}]", Holds(Identities.Collection(array), element.Elements));
    }

    private static Resolved Compose(CodecResolution resolution, INamedTypeSymbol type, string name, GenericKind kind)
    {
        if (type.TypeArguments.Length == 0)
        {
            return Resolved.Value($"{Codecs}.ValueTuple0", "()");
        }

        var expressions = new List<string>();
        var shapes = new List<string>();
        var holds = new List<Held>();
        for (var i = 0; i < type.TypeArguments.Length; i++)
        {
            var argument = resolution.Visit(type.TypeArguments[i]);
            if (argument.Failure is not null)
            {
                return argument.Within(Segment(type, name, i));
            }

            expressions.Add(argument.Expression);
            shapes.Add(argument.Shape);
            holds.AddRange(name is "ValueTuple" or "Tuple" or "KeyValuePair" ? argument.Holds : argument.Elements);
        }

        var shape = name == "List" ? $"[{shapes[0]}]" : name == "ValueTuple" ? $"({string.Join(",", shapes)})" : $"{name}<{string.Join(",", shapes)}>";
        var identity = kind switch
        {
            GenericKind.Collection => Identities.Collection(type),
            GenericKind.Interface => Identities.AnyCollection,
            GenericKind.View => Identities.View(type),
            _ => null,
        };
        return new Resolved($"{Codecs}.{name}({string.Join(", ", expressions)})", shape, Holds(identity, holds));
    }

    private static EquatableArray<Held> Holds(string? identity, IEnumerable<Held> held) => (identity is null ? held : new[] { new Held(identity, null) }.Concat(held)).ToEquatableArray();

    private static Dictionary<string, GenericKind> Generic(params (GenericKind Kind, string Namespace, string Names)[] groups) =>
        groups.SelectMany(group => group.Names.Split(' ').Select(name => (group.Kind, Name: group.Namespace + name))).ToDictionary(type => type.Name, type => type.Kind, StringComparer.Ordinal);

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
