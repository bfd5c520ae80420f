using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncSplit.Testing.Lambda.Templates;

/// <summary>
/// Reads the part of YAML that templates are written in by programs: mappings and lists in blocks, plain scalars and those in quotation marks, comments of whole lines. Anything else is refused with its line.
/// </summary>
internal sealed class YamlReader
{
    private readonly List<(int Indent, string Text, int Number)> _lines = [];
    private int _at;

    private YamlReader(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var content = line.TrimStart(' ').TrimEnd();
            if (content.Length > 0 && content[0] != '#' && content != "---")
            {
                _lines.Add((line.Length - line.TrimStart(' ').Length, content, number));
            }
        }
    }

    /// <exception cref="FormatException">A line is none of that.</exception>
    public static JsonNode? Read(string text)
    {
        var reader = new YamlReader(text);
        var node = reader._lines.Count == 0 ? null : reader.ReadBlock(reader._lines[0].Indent);
        return reader._at == reader._lines.Count ? node : throw reader.Refuse("it is indented like nothing before it");
    }

    private JsonNode ReadBlock(int indent) => IsElement(_lines[_at].Text) ? ReadList(indent) : ReadMapping(indent);

    private JsonArray ReadList(int indent)
    {
        var list = new JsonArray();
        while (_at < _lines.Count && _lines[_at].Indent == indent && IsElement(_lines[_at].Text))
        {
            var (_, text, number) = _lines[_at];
            var rest = text[1..].TrimStart();
            if (rest.Length == 0)
            {
                _at++;
                list.Add(ReadNested(indent));
            }
            else if (KeyEnd(rest) >= 0)
            {
                // The mapping's first member stands behind the hyphen, the others below it.
                var inner = indent + (text.Length - rest.Length);
                _lines[_at] = (inner, rest, number);
                list.Add((JsonNode)ReadMapping(inner));
            }
            else
            {
                list.Add(ReadScalar(rest));
                _at++;
            }
        }

        return list;
    }

    private JsonObject ReadMapping(int indent)
    {
        var mapping = new JsonObject();
        while (_at < _lines.Count && _lines[_at].Indent == indent && !IsElement(_lines[_at].Text))
        {
            var text = _lines[_at].Text;
            var end = KeyEnd(text);
            if (end < 0)
            {
                throw Refuse("it is no member of a mapping");
            }

            var key = ReadScalar(text[..end].TrimEnd())?.ToString() ?? "";
            var value = text[(end + 1)..].Trim();
            if (mapping.ContainsKey(key))
            {
                throw Refuse($"{key} is there twice");
            }

            if (value.Length > 0)
            {
                mapping[key] = ReadScalar(value);
                _at++;
            }
            else
            {
                _at++;
                mapping[key] = ReadNested(indent);
            }
        }

        return mapping;
    }

    // A list may stand below its key without being indented.
    private JsonNode? ReadNested(int indent) =>
        _at < _lines.Count && (_lines[_at].Indent > indent || (_lines[_at].Indent == indent && IsElement(_lines[_at].Text))) ? ReadBlock(_lines[_at].Indent) : null;

    private JsonNode? ReadScalar(string text)
    {
        switch (text)
        {
            case "null" or "~":
                return null;
            case "true" or "false":
                return text == "true";
            case "{}":
                return new JsonObject();
            case "[]":
                return new JsonArray();
        }

        if (text[0] == '"')
        {
            try
            {
                return JsonNode.Parse(text);
            }
            catch (JsonException exception)
            {
                throw Refuse(exception.Message);
            }
        }

        if (text[0] == '\'')
        {
            return text.Length > 1 && text[^1] == '\'' ? text[1..^1].Replace("''", "'", StringComparison.Ordinal) : throw Refuse("a quotation mark is not closed");
        }

        if (text[0] is '&' or '*' or '!' or '|' or '>' or '{' or '[' or '@' or '`' or '%' || text.Contains(" #", StringComparison.Ordinal))
        {
            throw Refuse("anchors, tags, flow collections, block scalars and comments behind values are not read");
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : text;
    }

    private static bool IsElement(string text) => text == "-" || text.StartsWith("- ", StringComparison.Ordinal);

    // Where a key's colon is; -1, if there is none.
    private static int KeyEnd(string text)
    {
        var from = 0;
        if (text[0] is '"' or '\'')
        {
            from = text.IndexOf(text[0], 1) + 1;
            if (from == 0)
            {
                return -1;
            }
        }

        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == ':' && (at + 1 == text.Length || text[at + 1] == ' '))
            {
                return at;
            }

            if (from > 0)
            {
                return -1;
            }
        }

        return -1;
    }

    private FormatException Refuse(string reason) => new($"Line {_lines[Math.Min(_at, _lines.Count - 1)].Number} of the template cannot be read: {reason}.");
}
