using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>What <see cref="Utf8JsonReader"/> answers with an <see cref="InvalidOperationException"/> when a text has half a surrogate pair, answered as for any other text that does not fit.</summary>
internal static class JsonText
{
    public static bool Is(in this Utf8JsonReader json, ReadOnlySpan<byte> text)
    {
        try
        {
            return json.ValueTextEquals(text);
        }
        catch (InvalidOperationException) when (json.ValueIsEscaped)
        {
            return false;
        }
    }

    public static bool Is(in this Utf8JsonReader json, string text)
    {
        try
        {
            return json.ValueTextEquals(text);
        }
        catch (InvalidOperationException) when (json.ValueIsEscaped)
        {
            return false;
        }
    }

    public static bool TryGetBytes(in this Utf8JsonReader json, out byte[] bytes)
    {
        try
        {
            return json.TryGetBytesFromBase64(out bytes!);
        }
        catch (InvalidOperationException) when (json.ValueIsEscaped)
        {
            bytes = [];
            return false;
        }
    }
}
