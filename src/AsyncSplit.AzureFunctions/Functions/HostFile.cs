using System.Globalization;
using System.Text.Json;

namespace AsyncSplit.AzureFunctions.Functions;

/// <summary>What <c>host.json</c>, or the app settings that override it, say of how the Functions host treats this process.</summary>
/// <param name="Timeout">How long an invocation may take; null for any time.</param>
/// <param name="MaxDequeueCount">How often a message is tried before it goes to its poison queue.</param>
/// <param name="RoutePrefix">Where the HTTP-triggered functions are: empty, or beginning with a slash.</param>
internal sealed record HostFile(TimeSpan? Timeout, int MaxDequeueCount, string RoutePrefix)
{
    // The host's own, where nobody says anything: of the Consumption plan, which is the shortest.
    private static readonly TimeSpan s_usualTimeout = TimeSpan.FromMinutes(5);
    private const int UsualMaxDequeueCount = 5;
    private const string UsualRoutePrefix = "api";

    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="InvalidOperationException">The file or a setting cannot be read.</exception>
    public static HostFile Read(Func<string, string?> environment)
    {
        var path = Path.Combine(environment("AzureWebJobsScriptRoot") ?? Environment.CurrentDirectory, "host.json");
        try
        {
            using var json = File.Exists(path) ? JsonDocument.Parse(File.ReadAllBytes(path), s_lenient) : null;
            var prefix = Find(json, environment, "extensions", "http", "routePrefix") ?? UsualRoutePrefix;
            return new HostFile(
                Find(json, environment, "functionTimeout") switch { null => s_usualTimeout, "-1" => null, var time => TimeSpan.Parse(time, CultureInfo.InvariantCulture) },
                Find(json, environment, "extensions", "queues", "maxDequeueCount") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : UsualMaxDequeueCount,
                prefix.Length == 0 ? "" : $"/{prefix.Trim('/')}");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException)
        {
            throw new InvalidOperationException($"{path}, or a setting that overrides it, cannot be read: {exception.Message}", exception);
        }
    }

    private static string? Find(JsonDocument? json, Func<string, string?> environment, params ReadOnlySpan<string> path)
    {
        if (environment($"AzureFunctionsJobHost__{string.Join("__", path)}") is { } setting)
        {
            return setting;
        }

        if (json is null)
        {
            return null;
        }

        var element = json.RootElement;
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ToString();
    }
}
