using System.Globalization;
using System.Text;

namespace AsyncSplit.Json;

/// <summary>Writes a <see cref="JsonMap"/> as JSON: on one line, or indented by two spaces with <c>\n</c> line ends.</summary>
internal static class JsonWriter
{
    public static string Compact(object? value)
    {
        var text = new StringBuilder();
        Write(value, text, depth: null);
        return text.ToString();
    }

    public static string Indented(object? value)
    {
        var text = new StringBuilder();
        Write(value, text, depth: 0);
        return text.Append('\n').ToString();
    }

    /// <summary>A text in quotation marks, which YAML reads as JSON does.</summary>
    public static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        Quote(value, text);
        return text.ToString();
    }

    private static void Write(object? value, StringBuilder text, int? depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string content:
                Quote(content, text);
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case JsonMap { Count: 0 }:
                text.Append("{}");
                break;
            case JsonMap map:
                Write(map, '{', '}', text, depth, member =>
                {
                    Quote(member.Key, text);
                    text.Append(depth is null ? ":" : ": ");
                    Write(member.Value, text, depth + 1);
                });
                break;
            case IReadOnlyCollection<object?> { Count: 0 }:
                text.Append("[]");
                break;
            case IReadOnlyCollection<object?> list:
                Write(list, '[', ']', text, depth, item => Write(item, text, depth + 1));
                break;
            case IFormattable number:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is no value of JSON.", nameof(value));
        }
    }

    private static void Write<T>(IEnumerable<T> items, char open, char close, StringBuilder text, int? depth, Action<T> write)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            text.Append(isFirst ? "" : ",");
            Break(text, depth + 1);
            write(item);
            isFirst = false;
        }

        Break(text, depth);
        text.Append(close);
    }

    private static void Break(StringBuilder text, int? depth)
    {
        if (depth is { } levels)
        {
            text.Append('\n').Append(' ', levels * 2);
        }
    }

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in value)
        {
            switch (character)
            {
                case '"' or '\\':
                    text.Append('\\').Append(character);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;

                // What is not printed, ends lines in C#, or is half of a pair.
                case < ' ' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029' or (>= '\ud800' and <= '\udfff'):
                    text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        text.Append('"');
    }
}
