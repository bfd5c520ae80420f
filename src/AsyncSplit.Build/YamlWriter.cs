using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AsyncSplit.Json;

namespace AsyncSplit.Build;

/// <summary>Writes a <see cref="JsonMap"/> as YAML: blocks, indented by two spaces, with <c>\n</c> line ends. Texts that YAML could take for something else stand in quotation marks.</summary>
internal static class YamlWriter
{
    private static readonly Regex s_plain = new("^[A-Za-z]([A-Za-z0-9_./:-]*[A-Za-z0-9])?$", RegexOptions.CultureInvariant);
    private static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "null", "yes", "no", "on", "off", "y", "n" };

    public static string Write(JsonMap map)
    {
        var text = new StringBuilder();
        Members(map, text, 0);
        return text.ToString();
    }

    private static void Members(JsonMap map, StringBuilder text, int depth)
    {
        var isFirst = true;
        foreach (var member in map)
        {
            // The first one of an element of a list stands behind its hyphen.
            text.Append(' ', isFirst && text.Length > 0 && text[text.Length - 1] == ' ' ? 0 : depth * 2).Append(Text(member.Key)).Append(':');
            Value(member.Value, text, depth + 1);
            isFirst = false;
        }
    }

    private static void Value(object? value, StringBuilder text, int depth)
    {
        switch (value)
        {
            case JsonMap { Count: > 0 } map:
                text.Append('\n');
                Members(map, text, depth);
                break;
            case IReadOnlyCollection<object?> { Count: > 0 } list:
                text.Append('\n');
                Elements(list, text, depth);
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void Elements(IEnumerable<object?> list, StringBuilder text, int depth)
    {
        foreach (var item in list)
        {
            text.Append(' ', depth * 2).Append("- ");
            if (item is JsonMap { Count: > 0 } map)
            {
                Members(map, text, depth + 1);
            }
            else
            {
                text.Append(Scalar(item)).Append('\n');
            }
        }
    }

    private static string Scalar(object? value) => value switch
    {
        string text => Text(text),
        JsonMap { Count: 0 } => "{}",
        IReadOnlyCollection<object?> { Count: 0 } => "[]",
        IReadOnlyCollection<object?> => throw new ArgumentException("A list in a list is not written.", nameof(value)),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"'{value}' is not written.", nameof(value)),
    };

    private static string Text(string text) => s_plain.IsMatch(text) && !s_words.Contains(text) ? text : JsonWriter.Quoted(text);
}
