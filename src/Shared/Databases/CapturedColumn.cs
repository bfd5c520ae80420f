using System.Buffers;
using System.Text;
using System.Text.Json;
using AsyncSplit.Messaging;

namespace AsyncSplit.Databases;

/// <summary>The captured locals of a step in one column: a JSON object of name and size. NULL where none is captured.</summary>
internal static class CapturedColumn
{
    public static string? Write(IReadOnlyList<CapturedLocal> captured)
    {
        if (captured.Count == 0)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var local in captured)
            {
                writer.WriteNumber(local.Name, local.Bytes);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static IReadOnlyList<CapturedLocal> Read(string? column)
    {
        if (column is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(column);
        return [.. document.RootElement.EnumerateObject().Select(static member => new CapturedLocal(member.Name, member.Value.GetInt32()))];
    }
}
