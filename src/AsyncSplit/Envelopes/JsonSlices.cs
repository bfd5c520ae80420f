using System.Text.Json;

namespace AsyncSplit.Envelopes;

/// <summary>Cuts JSON values out of their bytes without copying them.</summary>
internal static class JsonSlices
{
    /// <summary>Goes past the next value and gives its bytes.</summary>
    /// <param name="reader">Stands before the value, on its name.</param>
    /// <param name="json">What the reader reads.</param>
    public static ReadOnlyMemory<byte> ReadRaw(this ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (!reader.Read())
        {
            throw new JsonException("a value is missing.");
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    /// <summary>Without JSON white space at both ends.</summary>
    public static ReadOnlyMemory<byte> TrimWhiteSpace(this ReadOnlyMemory<byte> json) => json.Trim(" \t\r\n"u8);
}
