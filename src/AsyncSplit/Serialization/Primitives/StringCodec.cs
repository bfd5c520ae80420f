using System.Runtime.InteropServices;
using System.Text.Json;

namespace AsyncSplit.Serialization;

// A string with half of a surrogate pair has no UTF-8 form: it is written as {"$utf16":"base64"}.
internal sealed class StringCodec : KeyCodec<string>
{
    public override void Write(StateWriter writer, string value)
    {
        if (value is null)
        {
            writer.Null();
        }
        else
        {
            Write(writer.Json, value);
        }
    }

    public override string Read(ref StateReader reader)
    {
        switch (reader.Json.TokenType)
        {
            case JsonTokenType.Null:
                return null!;
            case JsonTokenType.String:
                return reader.Text();
            case JsonTokenType.StartObject:
                reader.Read();
                if (reader.Json.TokenType == JsonTokenType.PropertyName && reader.TryMember("$utf16"u8)
                    && reader.Json.TokenType == JsonTokenType.String && reader.Json.TryGetBytes(out var bytes))
                {
                    reader.Read();
                    return new string(MemoryMarshal.Cast<byte, char>(bytes));
                }

                throw reader.Invalid("String");
            default:
                throw reader.Invalid("String");
        }
    }

    internal override string Format(string key) => key;

    internal override bool TryParse(string text, out string key)
    {
        key = text;
        return true;
    }

    /// <summary>Writes any text so that it comes back as it is.</summary>
    internal static void Write(Utf8JsonWriter json, string text)
    {
        if (IsWellFormed(text))
        {
            json.WriteStringValue(text);
            return;
        }

        json.WriteStartObject();
        json.WriteBase64String("$utf16"u8, MemoryMarshal.AsBytes(text.AsSpan()));
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, string)"/> has written, or null; ends on its last token.</summary>
    internal static string? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return json.GetString();
        }

        string? text = null;
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var isText = json.ValueTextEquals("$utf16"u8);
            json.Read();
            if (isText && json.TokenType == JsonTokenType.String && JsonText.TryGetBytes(json, out var bytes))
            {
                text = new string(MemoryMarshal.Cast<byte, char>(bytes));
            }
            else
            {
                json.Skip();
            }
        }

        return text ?? throw new JsonException("A text, or its $utf16 form, is expected.");
    }

    internal static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var surrogate = text.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (surrogate < 0)
            {
                return true;
            }

            if (surrogate + 1 >= text.Length || !char.IsSurrogatePair(text[surrogate], text[surrogate + 1]))
            {
                return false;
            }

            text = text[(surrogate + 2)..];
        }
    }
}
