using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using AsyncSplit;

namespace Conformance;

public enum Shade
{
    Dark,
    Grey = 3,
    Light,
}

public sealed record Item(int Number, string Text);

public sealed record Label(string Name)
{
    public int Size { get; init; }

    public Item? Inner { get; init; }
}

public record struct Point(int X, int Y);

public struct Cell
{
    public int Value;

    public string? Text { get; set; }

    public int this[int index]
    {
        readonly get => Value + index;
        set => Value = value - index;
    }

    public int Raise(int by) => Value += by;
}

public sealed class Box
{
    public int Number;

    public Cell Cell;

    public int[] Slots = [0, 0, 0];

    public string Text { get; set; } = "";

    public Point Point { get; set; }

    public Box? Next { get; set; }

    public List<int> Numbers { get; set; } = [];

    public int this[int index]
    {
        get => Slots[index];
        set => Slots[index] = value;
    }

    public int Raise(int by) => Number += by;

    public Box Tail() => Next?.Tail() ?? this;
}

/// <summary>A resource whose end shows.</summary>
public sealed class Lease(Journal journal, int id) : IDisposable
{
    public int Id => id;

    public void Dispose() => journal.Log($"{id} disposed");
}

/// <summary>A resource that crosses awaits; its end shows, and what it holds.</summary>
public sealed record Resource(int Id, Box? Held) : IDisposable
{
    public void Dispose() => Scene.End(Id, Held);
}

/// <summary>One that is a struct.</summary>
public record struct ResourceCell(int Id, Box? Held) : IDisposable
{
    public readonly void Dispose() => Scene.End(Id, Held);
}

/// <summary>One whose end is awaited.</summary>
public sealed record SlowResource(int Id, Box? Held) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        Scene.Journal?.Log($"{Id} ends");
        await Task.Yield();
        Scene.End(Id, Held);
    }
}

/// <summary>What is told to those that cannot have a journal of their own, since they cross awaits.</summary>
public static class Scene
{
    public static Journal? Journal { get; private set; }

    public static void Begin(this Journal journal) => Journal = journal;

    public static void End(int id, Box? held)
    {
        Journal?.Log($"{id} disposed, {Show.Of(held)}");
        if (id == 13)
        {
            throw new ProbeException("disposal failed", 13);
        }
    }
}

/// <summary>Chain calls with a value of most types: each gives back what it is given, or throws for a few values.</summary>
public interface IValues
{
    [Chainable] Task<int> Int(int value);

    [Chainable] ValueTask<long> Long(long value);

    [Chainable] Task<byte> Byte(byte value);

    [Chainable] Task<short> Short(short value);

    [Chainable] Task<uint> UInt(uint value);

    [Chainable] Task<Int128> Int128(Int128 value);

    [Chainable] Task<Half> Half(Half value);

    [Chainable] Task<float> Float(float value);

    [Chainable] Task<double> Double(double value);

    [Chainable] Task<decimal> Decimal(decimal value);

    [Chainable] Task<char> Char(char value);

    [Chainable] Task<string> Text(string value);

    [Chainable] Task<bool> Bool(bool value);

    [Chainable] Task<Shade> Shade(Shade value);

    [Chainable] Task<DateTime> Time(DateTime value);

    [Chainable] Task<TimeSpan> Span(TimeSpan value);

    [Chainable] Task<Guid> Guid(Guid value);

    [Chainable] Task<int?> MaybeInt(int? value);

    [Chainable] Task<string?> MaybeText(string? value);

    [Chainable] ValueTask<(int Number, string Text)> Pair((int Number, string Text) value);

    [Chainable] Task<Item> Item(Item value);

    [Chainable] Task<Point> Point(Point value);

    [Chainable] Task<Cell> Cell(Cell value);

    /// <summary>A new box.</summary>
    [Chainable] Task<Box> Box(int number, string text = "box");

    /// <summary>New lists, arrays and dictionaries.</summary>
    [Chainable] Task<List<int>> Numbers(int first, int count);

    [Chainable] Task<int[]> Slots(int first, int count);

    [Chainable] Task<List<string>> Texts(int count);

    [Chainable] Task<Dictionary<string, int>> Map(int count);

    [Chainable] Task Note(string text);

    /// <summary>Logs nothing: it may run while its caller goes on.</summary>
    [Chainable] Task<int> QuietInt(int value);

    [Chainable] Task<string> QuietText(string value);
}

public sealed class Values(Journal journal) : IValues
{
    public Task<int> Int(int value) => Give(value == 13, value);

    public ValueTask<long> Long(long value) => new(Give(value == 13, value));

    public Task<byte> Byte(byte value) => Give(value == 13, value);

    public Task<short> Short(short value) => Give(value == 13, value);

    public Task<uint> UInt(uint value) => Give(value == 13, value);

    public Task<Int128> Int128(Int128 value) => Give(value == 13, value);

    public Task<Half> Half(Half value) => Give(false, value);

    public Task<float> Float(float value) => Give(false, value);

    public Task<double> Double(double value) => Give(false, value);

    public Task<decimal> Decimal(decimal value) => Give(value == 13, value);

    public Task<char> Char(char value) => Give(value == 'x', value);

    public Task<string> Text(string value) => Give(value.StartsWith('!'), value);

    public Task<bool> Bool(bool value) => Give(false, value);

    public Task<Shade> Shade(Shade value) => Give(false, value);

    public Task<DateTime> Time(DateTime value) => Give(false, value);

    public Task<TimeSpan> Span(TimeSpan value) => Give(false, value);

    public Task<Guid> Guid(Guid value) => Give(false, value);

    public Task<int?> MaybeInt(int? value) => Give(value == 13, value);

    public Task<string?> MaybeText(string? value) => Give(value == "!", value);

    public ValueTask<(int Number, string Text)> Pair((int Number, string Text) value) => new(Give(value.Number == 13, value));

    public Task<Item> Item(Item value) => Give(value.Number == 13, value with { });

    public Task<Point> Point(Point value) => Give(value.X == 13, value);

    public Task<Cell> Cell(Cell value) => Give(value.Value == 13, value);

    public Task<Box> Box(int number, string text) => Give(number == 13, new Box { Number = number, Text = text });

    public Task<List<int>> Numbers(int first, int count) => Give(first == 13, Enumerable.Range(first, Math.Abs(count % 4)).ToList());

    public Task<int[]> Slots(int first, int count) => Give(first == 13, Enumerable.Range(first, Math.Abs(count % 4)).ToArray());

    public Task<List<string>> Texts(int count) => Give(count == 13, Enumerable.Range(0, Math.Abs(count % 4)).Select(n => $"t{n}").ToList());

    public Task<Dictionary<string, int>> Map(int count) => Give(count == 13, Enumerable.Range(0, Math.Abs(count % 4)).ToDictionary(n => $"k{n}", n => n));

    public Task Note(string text) => Give(text.Length == 13, text);

    public Task<int> QuietInt(int value) => value == 13 ? Task.FromException<int>(new ProbeException("quiet 13", 13)) : Task.FromResult(value);

    public Task<string> QuietText(string value) => value is ['!', ..] ? Task.FromException<string>(new ProbeDerivedException($"quiet {value}", 13)) : Task.FromResult(value);

    private Task<T> Give<T>(bool fails, T value, [CallerMemberName] string name = "")
    {
        var shown = Show.Of(value);
        journal.Log($"{name} {shown}");
        return fails ? Task.FromException<T>(new ProbeException($"{name} failed for {shown}", 13)) : Task.FromResult(value);
    }
}

/// <summary>Opaque awaits.</summary>
public static class Later
{
    public static async Task<T> Of<T>(T value)
    {
        await Task.Yield();
        return value;
    }

    public static Task<T> Now<T>(T value) => Task.FromResult(value);

    public static Task<T> Run<T>(Func<Task<T>> run) => run();

    public static async ValueTask<T> Maybe<T>(T value, int number)
    {
        if (number % 2 == 0)
        {
            await Task.Yield();
        }

        return number == 13 ? throw new InvalidOperationException("later 13") : value;
    }

    public static async Task Boom(int number)
    {
        await Task.Yield();
        throw number % 2 == 0 ? new TimeoutException($"boom {number}") : new ProbeDerivedException($"boom {number}", number);
    }

    public static async Task<Box> Box(int number)
    {
        await Task.Yield();
        return new Box { Number = number, Next = new Box { Number = number + 1 } };
    }
}

/// <summary>Side effects in operands, and the methods that programs call.</summary>
public static class Trace
{
    public static T Of<T>(this Journal journal, int id, T value)
    {
        journal.Log($"{id}: {Show.Of(value)}");
        return value;
    }

    public static void State(this Journal journal, int id, params object?[] values) => journal.Log($"{id} state {Show.Of(values)}");

    public static T Boom<T>(this Journal journal, int id, T value, bool throws)
    {
        journal.Log($"{id}? {throws}");
        return throws ? throw new InvalidOperationException($"boom {id}") : value;
    }

    public static int Sum(int first, int second = 5, params int[] others) => unchecked((first * 3) + (second * 5) + others.Aggregate(0, (sum, other) => unchecked((sum * 7) + other)));

    public static string Join(string first, in int number, string last = "|") => $"{first}{number}{last}";

    /// <summary>The beginning of a long text: what goes round in a loop does not grow by the power of the rounds.</summary>
    public static string Bound(string text) => text is { Length: > 60 } ? text[..60] : text;

    public static bool Split(int value, out int half, out string text)
    {
        half = value / 2;
        text = $"half {half}";
        return value % 2 == 0;
    }

    public static int Bump(ref int value, int by) => value = unchecked((value * 2) + by);

    public static int Fold(Func<int, int> each, int from) => each(unchecked(each(from) + 1));
}

/// <summary>Any value as text, with the identity of objects: one that comes again is shown by its number.</summary>
public static class Show
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Add(text, value, new(ReferenceEqualityComparer.Instance));
        return text.ToString();
    }

    private static void Add(StringBuilder text, object? value, Dictionary<object, int> seen)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string words:
                text.Append('"').Append(words).Append('"');
                break;
            case char letter:
                text.Append("'").Append((int)letter).Append("'");
                break;
            case DateTime time:
                text.Append(time.ToString("O", CultureInfo.InvariantCulture));
                break;
            case IFormattable number when value is not BigInteger:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case ITuple tuple when value is ValueType:
                AddAll(text, Enumerable.Range(0, tuple.Length).Select(index => tuple[index]), seen, "()");
                break;
            case ValueType when value.GetType().IsPrimitive:
                text.Append(value);
                break;
            case ValueType:
                AddMembers(text, value, seen);
                break;
            case Item or Label:
                AddMembers(text, value, seen);
                break;
            case Array { Length: 0 } empty:
                text.Append(empty.GetType().Name);
                break;
            case Exception exception:
                text.Append(exception.GetType().Name).Append(": ").Append(exception.Message);
                break;
            default:
                AddObject(text, value, seen);
                break;
        }
    }

    private static void AddObject(StringBuilder text, object value, Dictionary<object, int> seen)
    {
        if (seen.TryGetValue(value, out var number))
        {
            text.Append('#').Append(number);
            return;
        }

        seen.Add(value, seen.Count);
        text.Append('#').Append(seen.Count - 1).Append('=');
        switch (value)
        {
            case Array { Rank: > 1 } grid:
                text.Append(string.Join('x', Enumerable.Range(0, grid.Rank).Select(grid.GetLength)));
                AddAll(text, grid.Cast<object?>(), seen, "[]");
                break;
            case IDictionary map:
                AddAll(text, map.Keys.Cast<object>().Select(key => (object?)(key, map[key])), seen, "{}");
                break;
            case IEnumerable sequence:
                AddAll(text, sequence.Cast<object?>(), seen, "[]");
                break;
            default:
                AddMembers(text, value, seen);
                break;
        }
    }

    private static void AddAll(StringBuilder text, IEnumerable<object?> values, Dictionary<object, int> seen, string brackets)
    {
        text.Append(brackets[0]);
        var first = true;
        foreach (var value in values)
        {
            text.Append(first ? "" : ", ");
            first = false;
            Add(text, value, seen);
        }

        text.Append(brackets[1]);
    }

    private static void AddMembers(StringBuilder text, object value, Dictionary<object, int> seen)
    {
        const BindingFlags Members = BindingFlags.Public | BindingFlags.Instance;
        var type = value.GetType();
        text.Append(type.Name);
        var fields = type.GetFields(Members).Select(field => field.GetValue(value));
        var properties = type.GetProperties(Members).Where(property => property.GetIndexParameters().Length == 0).Select(property => property.GetValue(value));
        AddAll(text, fields.Concat(properties), seen, "{}");
    }
}
