using System.Text.Json;

namespace AsyncSplit.Serialization;

internal delegate bool TryParseText<T>(string text, out T value);

/// <summary>A value that is written as its text.</summary>
internal sealed class TextCodec<T>(Func<T, string> format, TryParseText<T> tryParse) : KeyCodec<T>
{
    public override void Write(StateWriter writer, T value)
    {
        if (value is null)
        {
            writer.Null();
        }
        else
        {
            // By the string codec, because a text may hold half a surrogate pair: a char does.
            Codecs.String.Write(writer, format(value));
        }
    }

    public override T Read(ref StateReader reader)
    {
        if (reader.Json.TokenType == JsonTokenType.Null && default(T) is null)
        {
            return default!;
        }

        if (reader.Json.TokenType is not (JsonTokenType.String or JsonTokenType.StartObject))
        {
            throw reader.Invalid(typeof(T).Name);
        }

        return tryParse(Codecs.String.Read(ref reader), out var value) ? value : throw reader.Invalid(typeof(T).Name);
    }

    internal override string Format(T key) => format(key);

    internal override bool TryParse(string text, out T key) => tryParse(text, out key);
}
