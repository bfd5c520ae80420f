namespace AsyncSplit.Generators.Tests.Serialization;

public sealed class FrameworkTypeTests
{
    private const string Show = """
        public static string Show(object? value) => value switch
        {
            null => "null",
            string text => $"\"{string.Join(' ', text.Select(letter => (int)letter))}\"",
            double number => BitConverter.DoubleToInt64Bits(number).ToString("X"),
            float number => BitConverter.SingleToInt32Bits(number).ToString("X"),
            Half number => BitConverter.HalfToInt16Bits(number).ToString("X"),
            decimal number => string.Join(' ', decimal.GetBits(number)),
            DateTime moment => $"{moment.Ticks} {moment.Kind}",
            DateTimeOffset moment => $"{moment.Ticks} {moment.Offset}",
            Uri uri => $"{uri.OriginalString} {uri.IsAbsoluteUri}",
            System.Runtime.CompilerServices.ITuple tuple => $"{tuple.GetType()}({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Show(tuple[i])))})",
            System.Text.StringBuilder text => "builder " + text,
            Array array => $"{array.GetType()} {string.Join("x", Enumerable.Range(0, array.Rank).Select(array.GetLength))} [{string.Join(", ", array.Cast<object?>().Select(Show))}]",
            System.Collections.IEnumerable items when items.GetType().FullName!.Contains("ImmutableArray") && Convert.ToBoolean(items.GetType().GetProperty("IsDefault")!.GetValue(items)) => "default",
            System.Collections.IEnumerable items => $"{items.GetType()} {Comparer(items)} [{string.Join(", ", items.Cast<object?>().Select(Show))}]",
            _ when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) =>
                Show(type.GetProperty("Key")!.GetValue(value)) + ": " + Show(type.GetProperty("Value")!.GetValue(value)),
            IFormattable text => $"{value.GetType()} {text.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}",
            _ => $"{value.GetType()} {value}",
        };
        private static object? Comparer(object value) => (value.GetType().GetProperty("Comparer") ?? value.GetType().GetProperty("KeyComparer"))?.GetValue(value);
        """;

    [Theory]
    [InlineData("(byte, sbyte, short, ushort, int, uint, long, ulong)", "(255, -128, -32768, 65535, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue)")]
    [InlineData("(Int128, UInt128, nint, nuint, System.Numerics.BigInteger)", "(Int128.MinValue, UInt128.MaxValue, nint.MinValue, nuint.MaxValue, System.Numerics.BigInteger.Pow(-7, 301))")]
    [InlineData("double[]", "[double.NaN, -double.NaN, BitConverter.Int64BitsToDouble(0x7FF8000000000123), double.PositiveInfinity, double.NegativeInfinity, -0.0, 0, double.Epsilon, double.MinValue, 0.1 + 0.2, 1e300]")]
    [InlineData("float[]", "[float.NaN, -float.NaN, float.PositiveInfinity, -0f, float.Epsilon, float.MaxValue, 16777217f / 3f]")]
    [InlineData("Half[]", "[Half.NaN, -Half.NaN, Half.NegativeInfinity, Half.NegativeZero, Half.Epsilon, Half.MaxValue]")]
    [InlineData("decimal[]", "[1.50m, 0.00m, -0.0m, decimal.Negate(0.00m), decimal.MaxValue, decimal.MinValue, 1e-28m, 100m]")]
    [InlineData("(bool, bool?, bool?)", "(true, null, false)")]
    [InlineData("char[]", "['a', '\\0', '\"', '\\uD800', '\\uDFFF', '\\uFFFF', '$']")]
    [InlineData("string?[]", "[null, \"\", \"a\\0b\\u0001\\u007f\", \"\\\"'\\\\/\\b\\f\\n\", \"\\uD83D\\uDE00 na\\u00EFve e\\u0301\", \"{\\\"$type\\\":1}\", \"null\", \"\\u2028\\uFEFF\", \"a\\uD800b\", \"\\uDC00\", \"\\uDC00\\uD800\", \"$ref\"]")]
    [InlineData("DateTime[]", "[new(0, DateTimeKind.Utc), new(638_000_000_000_000_001, DateTimeKind.Local), new(DateTime.MaxValue.Ticks), DateTime.MinValue, DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Local)]")]
    [InlineData("DateTimeOffset[]", "[new DateTimeOffset(2024, 2, 29, 23, 59, 59, 999, TimeSpan.FromMinutes(330)).AddTicks(7), DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new(2024, 2, 29, 0, 0, 0, TimeSpan.FromHours(-14))]")]
    [InlineData("(DateOnly, DateOnly, TimeOnly, TimeOnly)", "(DateOnly.MinValue, new(2024, 2, 29), TimeOnly.MaxValue, new(1, 2, 3, 4, 5))")]
    [InlineData("TimeSpan[]", "[TimeSpan.MinValue, TimeSpan.FromTicks(-1), TimeSpan.Zero, new(400, 23, 59, 59, 999, 999), TimeSpan.MaxValue]")]
    [InlineData("(Guid, Version?, Version, Version)", "(Guid.Parse(\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"), null, new(1, 2), new(1, 2, 3, 4))")]
    [InlineData("Uri?[]", "[null, new(\"https://example.org:8443/a%20b/\\u00FC?q=1#part\"), new(\"../up/one?x=y\", UriKind.Relative), new(\"/rooted\", UriKind.Relative), new(\"\", UriKind.Relative), new(\"urn:x:y\")]")]
    [InlineData("(Index, Index, Range, Range)", "(3, ^4, 1..^2, ..)")]
    [InlineData("(DayOfWeek, System.IO.FileAccess, System.IO.FileAccess, DayOfWeek, DayOfWeek?)", "(DayOfWeek.Friday, System.IO.FileAccess.ReadWrite, (System.IO.FileAccess)64, (DayOfWeek)(-42), null)")]
    [InlineData("(System.Text.Rune, System.Numerics.Complex)", "(new('x'), new(-0.5, 1e20))")]
    [InlineData("(int, long, string, double, char, bool, decimal, int, (string, string?))", "(1, 2L, \"3\", 4.5, '5', true, 7m, 8, (\"a\", null))")]
    [InlineData("(ValueTuple<int>, ValueTuple)", "(ValueTuple.Create(4), default)")]
    [InlineData("Tuple<int, string?, Tuple<int, int, int, int, int, int, int, Tuple<int>>?>", "Tuple.Create(1, default(string), new Tuple<int, int, int, int, int, int, int, Tuple<int>>(1, 2, 3, 4, 5, 6, 7, new(8)))!")]
    [InlineData("KeyValuePair<string, int?>", "new(\"a\", null)")]
    [InlineData("byte[]?[]", "[null, [], [0, 127, 128, 255]]")]
    [InlineData("int[]?[]", "[null, [], [1, 2]]")]
    [InlineData("(int[,], string?[,,], int[,])", "(new int[2, 3] { { 1, 2, 3 }, { 4, 5, 6 } }, new string?[1, 2, 1] { { { \"a\" }, { null } } }, new int[0, 4])")]
    [InlineData("List<List<string?>?>", "[null, [], [null, \"x\"]]")]
    [InlineData("Dictionary<int, List<string>>", "new() { [3] = [\"n\"], [-1] = [], [int.MaxValue] = [\"max\"] }")]
    [InlineData("Dictionary<DayOfWeek, bool?>", "new() { [DayOfWeek.Friday] = true, [(DayOfWeek)9] = null }")]
    [InlineData("Dictionary<string, Dictionary<char, bool>?>", "new() { [\"\"] = new() { ['\"'] = true, ['\\uD800'] = false }, [\"$type\"] = null, [\"$ref\"] = [], [\"a\\uD800\"] = [], [\"$$\"] = [] }")]
    [InlineData("Dictionary<(int, string), decimal>", "new() { [(1, \"a\")] = 1.10m, [(0, \"\")] = 2 }")]
    [InlineData("Dictionary<double, Uri>", "new() { [double.NaN] = new(\"urn:x\"), [-0.5] = new(\"urn:z\") }")]
    [InlineData("Dictionary<Guid, string?>", "new() { [Guid.Empty] = null }")]
    [InlineData("Dictionary<string, int>", "new(StringComparer.OrdinalIgnoreCase) { [\"Key\"] = 1 }")]
    [InlineData("Dictionary<string, int>", "new(StringComparer.InvariantCultureIgnoreCase) { [\"Key\"] = 1 }")]
    [InlineData("(HashSet<string>, HashSet<int>, SortedSet<string>)", "(new(StringComparer.OrdinalIgnoreCase) { \"b\", \"a\" }, [3, 1, 2], new(StringComparer.Ordinal) { \"b\", \"B\", \"a\" })")]
    [InlineData("(SortedDictionary<long, string>, SortedList<string, int>)", "(new() { [long.MaxValue] = \"l\", [long.MinValue] = \"f\" }, new(StringComparer.OrdinalIgnoreCase) { [\"x\"] = 1 })")]
    [InlineData("(Stack<int>, Queue<(int, int)>, LinkedList<string>)", "(new([1, 2, 3]), new([(1, 2), (3, 4)]), new([\"a\", \"b\"]))")]
    [InlineData("(ImmutableArray<int>, ImmutableArray<int>, ImmutableArray<int>, ImmutableArray<int>?)", "([], default, [1, 2], null)")]
    [InlineData("(ImmutableList<string>, ImmutableHashSet<string>, ImmutableSortedSet<int>, ImmutableQueue<int>)", "([\"a\"], ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, \"b\"), [2, 1], ImmutableQueue.Create(1, 2))")]
    [InlineData("(ImmutableStack<int>, ImmutableDictionary<string, int>, ImmutableSortedDictionary<int, string>)", "(ImmutableStack.Create(1, 2), ImmutableDictionary<string, int>.Empty.Add(\"k\", 1), ImmutableSortedDictionary<int, string>.Empty.Add(2, \"b\").Add(1, \"a\"))")]
    [InlineData("(IEnumerable<int>, IEnumerable<int>, IReadOnlyList<string>, IList<int>)", "(new[] { 3, 1 }, new HashSet<int> { 5, 4 }, new[] { \"x\" }, new List<int> { 1 })")]
    [InlineData("(ICollection<string>, IReadOnlyCollection<int>, ISet<int>, IReadOnlySet<int>)", "(new List<string>(), new Queue<int>([1, 2]), new SortedSet<int> { 2, 1 }, new HashSet<int> { 9 })")]
    [InlineData("(IDictionary<string, int>, IReadOnlyDictionary<string, int>?)", "(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { [\"a\"] = 1 }, null)")]
    [InlineData("(System.Collections.ObjectModel.ObservableCollection<int>, System.Collections.Concurrent.ConcurrentQueue<int>)", "([1, 2], new([3, 4]))")]
    [InlineData("System.Collections.Concurrent.ConcurrentDictionary<int, string>", "new() { [1] = \"a\" }")]
    [InlineData("(System.Text.StringBuilder, System.Text.Json.Nodes.JsonNode?)", "(new(\"text\"), System.Text.Json.Nodes.JsonNode.Parse(\"{\\\"$ref\\\":[1,null]}\"))")]
    [InlineData("(PriorityQueue<string, int>, OrderedDictionary<string, int>)", "(new([(\"c\", 1), (\"a\", 2), (\"b\", 1)]), new() { [\"z\"] = 1, [\"a\"] = 2 })")]
    [InlineData("(System.Collections.Concurrent.ConcurrentStack<int>, System.Collections.Concurrent.ConcurrentBag<int>)", "(new([1, 2, 3]), new([1, 2, 3]))")]
    [InlineData("(System.Collections.Frozen.FrozenSet<int>, System.Collections.Frozen.FrozenDictionary<string, int>)", "(System.Collections.Frozen.FrozenSet.ToFrozenSet([3, 1]), System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { [\"k\"] = 1 }, StringComparer.OrdinalIgnoreCase))")]
    [InlineData("(System.Collections.ObjectModel.ReadOnlyCollection<int>, System.Collections.ObjectModel.Collection<int>, System.Collections.ObjectModel.ReadOnlyDictionary<int, string>)", "(new List<int> { 1 }.AsReadOnly(), [2], new(new Dictionary<int, string> { [1] = \"a\" }))")]
    [InlineData("(System.Collections.BitArray, int[,,,])", "(new([true, false, true]), new int[1, 2, 1, 2] { { { { 1, 2 } }, { { 3, 4 } } } })")]
    [InlineData("(ArraySegment<int>, ArraySegment<byte>)", "(new([1, 2, 3, 4], 1, 2), new([1, 2, 3], 2, 1))")]
    [InlineData("(IList<int>, IList<int>, IReadOnlyCollection<int>, IEnumerable<string>)", "(new System.Collections.ObjectModel.ObservableCollection<int> { 1 }, ImmutableList.Create(4), new List<int> { 1 }.AsReadOnly(), new LinkedList<string>([\"l\"]))")]
    [InlineData("(IDictionary<string, int>, IReadOnlyDictionary<string, int>)", "(new SortedList<string, int> { [\"b\"] = 1, [\"a\"] = 2 }, ImmutableDictionary<string, int>.Empty.Add(\"x\", 1))")]
    [InlineData("HashSet<Version>", "new(ReferenceEqualityComparer.Instance) { new Version(1, 2), new Version(1, 2) }")]
    [InlineData("(System.Numerics.Vector3, System.Numerics.Matrix3x2, System.Numerics.Complex)", "(new(1, -0f, float.NaN), new(1, 2, 3, 4, 5, 6), new(double.NaN, double.NegativeInfinity))")]
    [InlineData("System.Text.Json.Nodes.JsonNode", "System.Text.Json.Nodes.JsonNode.Parse(\"{\\\"a\\\":[1,{\\\"b\\\":2}]}\")![\"a\"]![1]!")]
    public void ComesBackAsItWas(string type, string value)
    {
        CodecRun.Keeps(
            $$"""
            public static partial class Sample
            {
                public static {{type}} Value => {{value}};
                {{Show}}
            }
            """,
            tracksIdentity: null);
    }
}
