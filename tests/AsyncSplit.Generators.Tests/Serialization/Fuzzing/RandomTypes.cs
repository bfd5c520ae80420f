using System.Text;

namespace AsyncSplit.Generators.Tests.Serialization.Fuzzing;

/// <summary>Writes the source of random types, and names types to round-trip. The same seed gives the same source.</summary>
internal sealed class RandomTypes
{
    private static readonly string[] s_simple =
    [
        "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "Int128", "UInt128", "nint", "nuint", "Half", "float", "double", "decimal", "char", "string", "Guid", "DateTime", "DateTimeOffset",
        "DateOnly", "TimeOnly", "TimeSpan", "Uri", "Version", "System.Numerics.BigInteger", "System.Text.Rune", "Index",
    ];

    private static readonly string[] s_keys = ["string", "int", "Guid", "long", "char", "DateTime", "double", "bool", "decimal", "DateOnly"];

    private static readonly string[] s_refused = ["object", "System.IO.Stream", "Func<int>", "Lazy<int>", "System.Threading.Tasks.Task<int>", "System.Collections.ArrayList", "Secret", "IUnknown"];

    private static readonly string[] s_collections =
    [
        "List<{0}>", "{0}[]", "HashSet<{1}>", "Queue<{0}>", "Stack<{0}>", "LinkedList<{0}>", "ImmutableArray<{0}>", "ImmutableList<{0}>", "IReadOnlyList<{0}>", "IList<{0}>", "ICollection<{0}>", "{0}[,]",
        "System.Collections.ObjectModel.ReadOnlyCollection<{0}>", "System.Collections.ObjectModel.Collection<{0}>", "Dictionary<{1}, {0}>", "SortedDictionary<{1}, {0}>", "IReadOnlyDictionary<{1}, {0}>", "KeyValuePair<{1}, {0}>",
        "System.Collections.Concurrent.ConcurrentQueue<{0}>", "ArraySegment<{0}>", "System.Collections.ObjectModel.ObservableCollection<{0}>", "Memory<{0}>", "Bag<{0}>",
    ];

    private readonly Random _random;
    private readonly bool _mayRefuse;
    private readonly List<(string Name, int Arity, bool IsStruct)> _declared = [];
    private readonly StringBuilder _source = new();
    private readonly string _prefix;

    public RandomTypes(int seed, bool mayRefuse)
    {
        _random = new Random(seed);
        _mayRefuse = mayRefuse;
        _prefix = $"T{(uint)seed}_";
        var count = 3 + _random.Next(4);
        for (var i = 0; i < count; i++)
        {
            // The names are known before the types are written, so that they can refer to each other.
            _declared.Add((_prefix + i, _random.Next(5) == 0 ? 1 : 0, _random.Next(5) == 0));
        }

        for (var i = 0; i < count; i++)
        {
            Declare(i);
        }

        Samples = [.. Enumerable.Range(0, 4).Select(_ => Type(3))];
    }

    /// <summary>Types for <see cref="Common"/> to stand beside.</summary>
    public string Source => _source.ToString();

    public IReadOnlyList<string> Samples { get; }

    /// <summary>What all random types may use.</summary>
    public const string Common = """
        public enum Small : byte { None, One, Two = 200 }
        [Flags] public enum Rights : long { None = 0, Read = 1, Write = 2, All = 3, Far = 1L << 40 }
        public enum Signed : sbyte { Minus = -3, Zero, Alias = Zero }
        public interface IUnknown;
        public sealed class Secret { private int _n; public int Next() => ++_n; }
        public sealed class Bag<T> : List<T>;
        [JsonDerivedType(typeof(Round), "round"), JsonDerivedType(typeof(Square), 2)]
        public abstract record Shape(string? Name);
        public sealed record Round(string? Name, double Radius) : Shape(Name);
        public sealed record Square(string? Name, int Side) : Shape(Name) { public List<Shape?>? Inner { get; set; } }
        [JsonDerivedType(typeof(Leaf), "leaf"), JsonDerivedType(typeof(Branch), "branch")]
        public interface ITree;
        public record struct Leaf(int N) : ITree;
        public sealed class Branch : ITree { public ITree? Left { get; set; } public ITree? Right; public Branch? Parent { get; init; } }
        """;

    private void Declare(int index)
    {
        var (name, arity, isStruct) = _declared[index];
        var parameters = arity == 0 ? "" : "<T>";
        var kind = _random.Next(4);
        var members = Enumerable.Range(0, 1 + _random.Next(4)).Select(i => (Name: $"M{i}", Type: MemberType(index, isStruct, arity))).ToList();
        if (kind == 0)
        {
            _source.AppendLine($"public {(isStruct ? "record struct" : "record")} {name}{parameters}({string.Join(", ", members.Select(member => $"{member.Type} {member.Name}"))}) {{ {Extra(index, isStruct, arity)} }}");
        }
        else if (kind == 1 && !isStruct)
        {
            _source.AppendLine($"public sealed class {name}{parameters}({string.Join(", ", members.Select(member => $"{member.Type} {Lower(member.Name)}"))}) {{ {string.Join(" ", members.Select(member => $"public {member.Type} {member.Name} {{ get; }} = {Lower(member.Name)};"))} {Extra(index, isStruct, arity)} }}");
        }
        else
        {
            _source.AppendLine($"public {(isStruct ? "struct" : kind == 2 ? "record" : "class")} {name}{parameters} {{ {string.Join(" ", members.Select(Member))} }}");
        }
    }

    private string Member((string Name, string Type) member) => _random.Next(6) switch
    {
        0 => $"public {member.Type} {member.Name};",
        1 => $"public {member.Type} {member.Name} {{ get; init; }}",
        2 => $"public required {member.Type} {member.Name} {{ get; set; }}",
        3 => $"[JsonPropertyName(\"the-{member.Name}\")] public {member.Type} {member.Name} {{ get; set; }}",
        4 => $"[JsonInclude] internal {member.Type} {member.Name} {{ get; set; }} public string Shown{member.Name} => \"{member.Name}\";",
        _ => $"public {member.Type} {member.Name} {{ get; set; }}",
    };

    private string Extra(int index, bool isStruct, int arity) => _random.Next(2) == 0 ? "" : $"public {MemberType(index, isStruct, arity)} X {{ get; {(_random.Next(2) == 0 ? "set" : "init")}; }}";

    // Structs hold earlier types only, so that none contains itself.
    private string MemberType(int index, bool isStruct, int arity) => arity > 0 && _random.Next(3) == 0 ? "T" : Type(2, isStruct ? index : _declared.Count, inGeneric: arity > 0);

    private string Type(int depth, int below = int.MaxValue, bool inGeneric = false)
    {
        if (_mayRefuse && _random.Next(25) == 0)
        {
            return s_refused[_random.Next(s_refused.Length)] + (_random.Next(2) == 0 ? "?" : "");
        }

        var type = _random.Next(depth > 0 ? 10 : 3) switch
        {
            0 => s_simple[_random.Next(s_simple.Length)],
            1 => new[] { "Small", "Rights", "Signed", "Shape", "ITree", "System.Text.StringBuilder", "byte[]", "System.Text.Json.Nodes.JsonNode" }[_random.Next(8)],
            2 or 3 or 4 => UserType(depth, below, inGeneric) ?? "int",
            5 => $"({Type(depth - 1, below, inGeneric)}, {Type(depth - 1, below, inGeneric)}{(_random.Next(8) == 0 ? ", int, int, int, int, int, string" : "")})",
            6 => $"Tuple<{Type(depth - 1, below, inGeneric)}, int>",
            _ => string.Format(System.Globalization.CultureInfo.InvariantCulture, s_collections[_random.Next(s_collections.Length)], Type(depth - 1, below, inGeneric), s_keys[_random.Next(s_keys.Length)]),
        };
        return _random.Next(3) == 0 ? type + "?" : type;
    }

    private string? UserType(int depth, int below, bool inGeneric)
    {
        var (name, arity, isStruct) = _declared[_random.Next(_declared.Count)];
        if (isStruct && string.CompareOrdinal(name, _prefix + below) >= 0 && below < _declared.Count || (arity > 0 && inGeneric))
        {
            return null;
        }

        // A struct that is met from a struct lies before it; a class may hold any.
        return below < _declared.Count && (isStruct || arity > 0) && string.CompareOrdinal(name, _prefix + below) >= 0 ? null : arity == 0 ? name : depth > 0 ? $"{name}<{s_simple[_random.Next(s_simple.Length)]}>" : null;
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
