using System.Globalization;
using System.Text;

namespace AsyncSplit.Json;

/// <summary>Reads what <see cref="JsonWriter"/> writes: JSON with whole numbers.</summary>
internal sealed class JsonReader
{
    private readonly string _text;
    private int _position;

    private JsonReader(string text) => _text = text;

    /// <summary>Reads an object.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static JsonMap Read(string text)
    {
        var reader = new JsonReader(text);
        var map = reader.Value() as JsonMap;
        return map is not null && reader.Next() == '\0' ? map : throw reader.Unexpected();
    }

    private object? Value()
    {
        switch (Next())
        {
            case '{':
                return Map();
            case '[':
                return List();
            case '"':
                return Text();
            case 't':
                Take("true");
                return true;
            case 'f':
                Take("false");
                return false;
            case 'n':
                Take("null");
                return null;
            default:
                return Number();
        }
    }

    private JsonMap Map()
    {
        var map = new JsonMap();
        _position++;
        while (Next() != '}')
        {
            if (map.Count > 0)
            {
                Take(",");
                Next();
            }

            var name = Text();
            Next();
            Take(":");
            map.Add(name, Value());
        }

        _position++;
        return map;
    }

    private List<object?> List()
    {
        var list = new List<object?>();
        _position++;
        while (Next() != ']')
        {
            if (list.Count > 0)
            {
                Take(",");
            }

            list.Add(Value());
        }

        _position++;
        return list;
    }

    private string Text()
    {
        Take("\"");
        var text = new StringBuilder();
        while (true)
        {
            switch (Take())
            {
                case '"':
                    return text.ToString();
                case '\\' when Take() is var escaped:
                    text.Append(escaped switch
                    {
                        'n' => '\n',
                        'u' => Hexadecimal(),
                        '"' or '\\' or '/' => escaped,
                        _ => throw Unexpected(),
                    });
                    break;
                case var character:
                    text.Append(character);
                    break;
            }
        }
    }

    private char Hexadecimal()
    {
        var isNumber = int.TryParse(_text.Substring(_position, Math.Min(4, _text.Length - _position)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
        _position += 4;
        return isNumber ? (char)code : throw Unexpected();
    }

    private object Number()
    {
        var start = _position;
        while (_position < _text.Length && _text[_position] is ('-' or (>= '0' and <= '9')))
        {
            _position++;
        }

        return int.TryParse(_text.Substring(start, _position - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Unexpected();
    }

    /// <summary>The next character that is no white space; <c>\0</c> at the end.</summary>
    private char Next()
    {
        while (_position < _text.Length && _text[_position] is (' ' or '\n' or '\r' or '\t'))
        {
            _position++;
        }

        return _position < _text.Length ? _text[_position] : '\0';
    }

    private char Take() => _position < _text.Length ? _text[_position++] : throw Unexpected();

    private void Take(string expected)
    {
        foreach (var character in expected)
        {
            if (Take() != character)
            {
                throw Unexpected();
            }
        }
    }

    private FormatException Unexpected() => new($"What is at {_position.ToString(CultureInfo.InvariantCulture)} is not expected there: {_text}");
}
