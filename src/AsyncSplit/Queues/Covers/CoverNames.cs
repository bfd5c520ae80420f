using System.Text.Json;
using AsyncSplit.Envelopes;

namespace AsyncSplit.Queues.Covers;

/// <summary>The names of docs/wire-format.md for what is in a cover.</summary>
internal static class CoverNames
{
    /// <summary>Where commits are sent to.</summary>
    public const string CommitTarget = "$commit";

    public static readonly JsonEncodedText Cover = JsonEncodedText.Encode("cover");
    public static readonly JsonEncodedText Commit = JsonEncodedText.Encode("commit");
    public static readonly JsonEncodedText Cancel = JsonEncodedText.Encode("cancel");

    // Around what nests as deep as an envelope may.
    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = WireNames.ReaderOptions.MaxDepth + 8 };

    /// <summary>Writes a body: an object as it is, anything else as Base64.</summary>
    public static void WriteBody(Utf8JsonWriter json, ReadOnlySpan<byte> body)
    {
        json.WritePropertyName(Cover);
        WriteValue(json, body);
    }

    /// <summary>Writes bytes that are JSON, or not.</summary>
    public static void WriteValue(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        if (value is [(byte)'{', .., (byte)'}'])
        {
            json.WriteRawValue(value, skipInputValidation: true);
        }
        else
        {
            json.WriteBase64StringValue(value);
        }
    }

    /// <summary>Reads what <see cref="WriteValue"/> has written; the reader stands on the value's name.</summary>
    public static ReadOnlyMemory<byte> ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetBytesFromBase64();
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return source[start..(int)reader.BytesConsumed];
    }
}
