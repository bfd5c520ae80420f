using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using AsyncSplit.Queues.Covers;

namespace AsyncSplit.Queues.Items;

/// <summary>Short forms for the JSON of items.</summary>
internal static class ItemJson
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = CoverNames.ReaderOptions.MaxDepth };

    /// <summary>Writes an object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static JsonDocument Parse(ReadOnlyMemory<byte> body) => JsonDocument.Parse(body, s_options);

    /// <summary>Writes bytes that are JSON, or not.</summary>
    public static void WriteBytes(this Utf8JsonWriter json, string name, ReadOnlyMemory<byte> value)
    {
        json.WritePropertyName(name);
        CoverNames.WriteValue(json, value.Span);
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, ReadOnlyMemory<byte>? value)
    {
        if (value is { } bytes)
        {
            json.WriteBytes(name, bytes);
        }
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteFlag(this Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }

    /// <summary>Writes a time to the last tick.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            json.WriteNumber(name, time.UtcTicks);
        }
    }

    public static void WriteList<T>(this Utf8JsonWriter json, string name, IReadOnlyCollection<T> values, Action<T> write)
    {
        if (values.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                write(value);
            }

            json.WriteEndArray();
        }
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IReadOnlyCollection<string> values) => json.WriteList(name, values, json.WriteStringValue);

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static string? OptionalText(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static bool Flag(this JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();

    public static int Number(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    public static DateTimeOffset? Time(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? new DateTimeOffset(value.GetInt64(), TimeSpan.Zero) : null;

    public static ReadOnlyMemory<byte>? Bytes(this JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetBytesFromBase64() : JsonMarshal.GetRawUtf8Value(value).ToArray();
    }

    public static List<T> List<T>(this JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var values) ? [.. values.EnumerateArray().Select(read)] : [];

    public static List<string> Strings(this JsonElement json, string name) => json.List(name, static value => value.GetString()!);
}
