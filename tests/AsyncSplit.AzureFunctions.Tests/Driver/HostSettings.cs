using System.Globalization;
using System.Text.Json;

namespace AsyncSplit.AzureFunctions.Tests.Driver;

/// <summary>What the driver takes from <c>host.json</c>, with the Functions host's own values where it says nothing.</summary>
internal sealed record HostSettings(string Program, IReadOnlyList<string> Arguments, TimeSpan FunctionTimeout, int MaxDequeueCount, TimeSpan VisibilityTimeout, bool IsBase64, bool ForwardsHttp)
{
    public static HostSettings Read(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "host.json")));
        var handler = json.RootElement.GetProperty("customHandler");
        var description = handler.GetProperty("description");
        var queues = Find(json.RootElement, "extensions", "queues");
        return new HostSettings(
            description.GetProperty("defaultExecutablePath").GetString()!,
            description.TryGetProperty("arguments", out var arguments) ? [.. arguments.EnumerateArray().Select(static argument => argument.GetString()!)] : [],
            Time(Find(json.RootElement, "functionTimeout"), TimeSpan.FromMinutes(5)),
            Find(queues, "maxDequeueCount") is { ValueKind: JsonValueKind.Number } count ? count.GetInt32() : 5,
            Time(Find(queues, "visibilityTimeout"), TimeSpan.Zero),
            Find(queues, "messageEncoding") is not { ValueKind: JsonValueKind.String } encoding || encoding.GetString() == "base64",
            Find(handler, "enableForwardingHttpRequest") is { ValueKind: JsonValueKind.True });
    }

    private static TimeSpan Time(JsonElement value, TimeSpan otherwise) => value.ValueKind == JsonValueKind.String ? TimeSpan.Parse(value.GetString()!, CultureInfo.InvariantCulture) : otherwise;

    private static JsonElement Find(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return default;
            }
        }

        return element;
    }
}
