using System.Text.Json;

namespace AsyncSplit.AwsLambda.Events;

/// <summary>Reads what starts a chain.</summary>
internal static class StartEventReader
{
    /// <exception cref="FunctionEventException">It cannot be read.</exception>
    public static StartEvent Read(ReadOnlyMemory<byte> input)
    {
        try
        {
            using var json = JsonDocument.Parse(input);
            var root = json.RootElement;
            return new StartEvent(Text(root, "start") ?? throw Wrong("start", "the name of a handler"), Arguments(root))
            {
                ChainId = Text(root, "id"),
                Timeout = Timeout(root),
            };
        }
        catch (JsonException exception)
        {
            throw new FunctionEventException($"The event cannot be read: {exception.Message}", exception);
        }
    }

    private static ReadOnlyMemory<byte> Arguments(JsonElement root) =>
        !root.TryGetProperty("args", out var arguments) ? "{}"u8.ToArray()
        : arguments.ValueKind == JsonValueKind.Object ? System.Text.Encoding.UTF8.GetBytes(arguments.GetRawText())
        : throw Wrong("args", "an object whose members are named like the handler's parameters");

    private static TimeSpan? Timeout(JsonElement root) =>
        !root.TryGetProperty("timeoutSeconds", out var timeout) || timeout.ValueKind == JsonValueKind.Null ? null
        : timeout.ValueKind == JsonValueKind.Number && timeout.GetDouble() is >= 0 and < 1e10 and var seconds ? TimeSpan.FromSeconds(seconds)
        : throw Wrong("timeoutSeconds", "a number of seconds");

    private static string? Text(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var text) || text.ValueKind == JsonValueKind.Null ? null
        : text.ValueKind == JsonValueKind.String ? text.GetString()
        : throw Wrong(name, "a text");

    private static FunctionEventException Wrong(string name, string expected) => new($"'{name}' of the event has to be {expected}.");
}
