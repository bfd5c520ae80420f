using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace AsyncSplit.Generators.Tests.Serialization.Fuzzing;

/// <summary>Compares two values down to their bits and to which objects are the same.</summary>
/// <param name="tracksIdentity">Whether part of an array still has to be part of the same array.</param>
internal sealed class SameGraph(bool tracksIdentity)
{
    private readonly Dictionary<object, object> _counterparts = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _taken = new(ReferenceEqualityComparer.Instance);

    /// <summary>Null where they are the same; else where they are not and how.</summary>
    public static string? Difference(object? before, object? after, bool tracksIdentity) => new SameGraph(tracksIdentity).Compare(before, after, "value");

    private string? Compare(object? before, object? after, string path)
    {
        if (before is null || after is null)
        {
            return before is null && after is null ? null : $"{path}: {before ?? "null"} became {after ?? "null"}";
        }

        var type = before.GetType();
        if (type != after.GetType())
        {
            return $"{path}: {type} became {after.GetType()}";
        }

        if (IsValue(type))
        {
            return Text(before) == Text(after) ? null : $"{path}: {Text(before)} became {Text(after)}";
        }

        if (!tracksIdentity && type is { IsGenericType: true, Name: "Memory`1" })
        {
            return Compare(type.GetMethod("ToArray")!.Invoke(before, null), type.GetMethod("ToArray")!.Invoke(after, null), path);
        }

        // Of empty arrays the framework itself makes one.
        if (!type.IsValueType && before is not Array { Length: 0 })
        {
            if (_counterparts.TryGetValue(before, out var counterpart))
            {
                return ReferenceEquals(counterpart, after) ? null : $"{path}: an object that occurs again became another one";
            }

            if (!_taken.Add(after))
            {
                return $"{path}: two objects became one";
            }

            _counterparts.Add(before, after);
        }

        return type.FullName!.StartsWith("System.", StringComparison.Ordinal) || before is IEnumerable ? CompareFramework(before, after, type, path) : CompareFields(before, after, type, path);
    }

    private string? CompareFramework(object before, object after, Type type, string path)
    {
        switch (before)
        {
            case StringBuilder:
                return before.ToString() == after.ToString() ? null : $"{path}: another text";
            case JsonNode node:
                return node.ToJsonString() == ((JsonNode)after).ToJsonString() ? null : $"{path}: another document";
            case Array { Rank: > 1 } array when Enumerable.Range(0, array.Rank).Any(dimension => array.GetLength(dimension) != ((Array)after).GetLength(dimension)):
                return $"{path}: other lengths";
            case Array { Length: var length } when type.GetElementType()!.IsPrimitive && length != ((Array)after).Length:
                return $"{path}: another length";
        }

        // Whether two immutable arrays share what they hold shows only in their operator ==, and is not kept.
        if (type is { IsGenericType: true, Name: "ImmutableArray`1" } && type.GetProperty("IsDefault")!.GetValue(before) is true)
        {
            return type.GetProperty("IsDefault")!.GetValue(after) is true ? null : $"{path}: a default array became one";
        }

        // Views show what lies behind them, whatever else does.
        if (before is not IEnumerable items || type.IsGenericType && type.GetGenericTypeDefinition().Name is "ArraySegment`1" or "ReadOnlyCollection`1" or "Collection`1")
        {
            return CompareFields(before, after, type, path);
        }

        var left = items.Cast<object?>().ToList();
        var right = ((IEnumerable)after).Cast<object?>().ToList();
        if (left.Count != right.Count)
        {
            return $"{path}: {left.Count} items became {right.Count}";
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (Compare(left[i], right[i], $"{path}[{i}]") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private string? CompareFields(object before, object after, Type type, string path)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (Compare(field.GetValue(before), field.GetValue(after), $"{path}.{field.Name}") is { } difference)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    private static bool IsValue(Type type) => type.IsPrimitive || type.IsEnum || RandomEdges.Of(type) is not null;

    private static string Text(object value) => value switch
    {
        double number => double.IsNaN(number) ? "NaN" : BitConverter.DoubleToInt64Bits(number).ToString("X"),
        float number => float.IsNaN(number) ? "NaN" : BitConverter.SingleToInt32Bits(number).ToString("X"),
        Half number => Half.IsNaN(number) ? "NaN" : BitConverter.HalfToInt16Bits(number).ToString("X"),
        decimal number => string.Join(' ', decimal.GetBits(number)),
        string text => string.Join(' ', text.Select(letter => (int)letter)),
        char letter => ((int)letter).ToString(System.Globalization.CultureInfo.InvariantCulture),
        DateTime moment => $"{moment.Ticks} {moment.Kind}",
        DateTimeOffset moment => $"{moment.Ticks} {moment.Offset}",
        Uri uri => uri.OriginalString,
        Enum => Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture).ToString(System.Globalization.CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
