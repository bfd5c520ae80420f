using System.Globalization;
using System.Text;
using System.Text.Json;
using AsyncSplit.AzureFunctions.Storage;

namespace AsyncSplit.AzureFunctions.Functions;

/// <summary>Reads what the Functions host posts to a custom handler: docs/azure.md.</summary>
internal static class InvocationReader
{
    /// <summary>Reads the request for a queue-triggered function: <c>Data</c> with the one binding, and <c>Metadata</c>.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static Invocation Read(ReadOnlyMemory<byte> request)
    {
        try
        {
            using var json = JsonDocument.Parse(request);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("Data", out var data) || data.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("It has no 'Data'.");
            }

            var metadata = root.TryGetProperty("Metadata", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
            return new Invocation(MessageOf(data), AttemptOf(metadata), TextOf(metadata, "Id"));
        }
        catch (Exception exception) when (exception is JsonException or OverflowException)
        {
            throw new FormatException("It is no JSON of an invocation.", exception);
        }
    }

    // The name of the binding is the business of the function.json.
    private static ReadOnlyMemory<byte> MessageOf(JsonElement data)
    {
        foreach (var binding in data.EnumerateObject())
        {
            if (binding.Value.ValueKind == JsonValueKind.String)
            {
                return MessageText.Read(Unquote(binding.Value.GetString()!));
            }

            if (binding.Value.ValueKind == JsonValueKind.Object)
            {
                return binding.Value.TryGetProperty("Method", out _) && binding.Value.TryGetProperty("Url", out _)
                    ? throw new FormatException("It is a request to an HTTP-triggered function: set \"enableForwardingHttpRequest\": true in host.json, so that the host forwards it as it is.")
                    : Encoding.UTF8.GetBytes(binding.Value.GetRawText());
            }
        }

        throw new FormatException("'Data' has no message.");
    }

    private static int AttemptOf(JsonElement metadata) => TextOf(metadata, "DequeueCount") is { } count ? int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture) : 1;

    private static string? TextOf(JsonElement metadata, string name) =>
        metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? Unquote(value.GetString()!)
        : value.GetRawText();

    // The host writes a text as JSON before it writes it into the request: quotes in quotes.
    private static string Unquote(string text) => text.Length > 1 && text[0] == '"' && text[^1] == '"' && JsonText(text) is { } inner ? inner : text;

    private static string? JsonText(string quoted)
    {
        using var json = JsonDocument.Parse(quoted);
        return json.RootElement.GetString();
    }
}
