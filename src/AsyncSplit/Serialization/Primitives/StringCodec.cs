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
        else if (IsWellFormed(value))
        {
            writer.Json.WriteStringValue(value);
        }
        else
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteBase64String("$utf16"u8, MemoryMarshal.AsBytes(value.AsSpan()));
            writer.Json.WriteEndObject();
        }
    }

    public override string Read(ref StateReader reader)
    {
        switch (reader.Json.TokenType)
        {
            case JsonTokenType.Null:
                return null!;
            case JsonTokenType.String:
                return Text(ref reader);
            case JsonTokenType.StartObject:
                reader.Read();
                if (reader.Json.TokenType == JsonTokenType.PropertyName && reader.TryMember("$utf16"u8)
                    && reader.Json.TokenType == JsonTokenType.String && reader.Json.TryGetBytesFromBase64(out var bytes))
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

    private static string Text(ref StateReader reader)
    {
        try
        {
            return reader.Json.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(reader.Invalid("String").Message, e);
        }
    }
}
