using AsyncSplit.Queues;
using AsyncSplit.Security;

namespace AsyncSplit.AzureFunctions;

/// <summary>What the settings of a function app say, which its processes have as variables.</summary>
internal static class AzureEnvironment
{
    private const string Connection = "AzureWebJobsStorage";

    /// <exception cref="InvalidOperationException">A variable cannot be read.</exception>
    public static AzureStorageOptions OptionsOf(Func<string, string?> environment) => new()
    {
        ConnectionString = Read(environment, Connection),
        QueueServiceUri = ServiceOf(environment, "queue", Read(environment, "ASYNCSPLIT_QUEUES")),
        TableServiceUri = ServiceOf(environment, "table"),
        BlobServiceUri = ServiceOf(environment, "blob"),
        Application = Read(environment, "ASYNCSPLIT_APPLICATION") ?? "",
        Table = Read(environment, "ASYNCSPLIT_TABLE"),
        Container = Read(environment, "ASYNCSPLIT_BUCKET"),
    };

    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public static QueueDelivery DeliveryOf(Func<string, string?> environment) => Read(environment, "ASYNCSPLIT_DELIVERY") switch
    {
        null or nameof(QueueDelivery.AtLeastOnce) => QueueDelivery.AtLeastOnce,
        nameof(QueueDelivery.ExactlyOnce) => QueueDelivery.ExactlyOnce,
        var other => throw new InvalidOperationException($"ASYNCSPLIT_DELIVERY is '{other}'; it can be AtLeastOnce or ExactlyOnce."),
    };

    /// <exception cref="InvalidOperationException">They cannot be read.</exception>
    public static ChainKey[] KeysOf(Func<string, string?> environment) =>
        [.. (Read(environment, "ASYNCSPLIT_KEYS") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(KeyOf)];

    private static ChainKey KeyOf(string key)
    {
        try
        {
            return key.Split(':', 2) is [var name, var secret] ? ChainKey.FromBase64(name, secret) : throw new FormatException("A colon is missing.");
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // The key itself is not for a log.
            throw new InvalidOperationException($"ASYNCSPLIT_KEYS cannot be read: it is name:base64, more of them behind a semicolon. {exception.Message}");
        }
    }

    private static Uri? ServiceOf(Func<string, string?> environment, string service, string? fallback = null) =>
        (Read(environment, $"{Connection}__{service}ServiceUri") ?? fallback) is { } address ? new Uri(address)
        : Read(environment, $"{Connection}__accountName") is { } account ? new Uri($"https://{account}.{service}.core.windows.net")
        : null;

    private static string? Read(Func<string, string?> environment, string name) => environment(name) is { Length: > 0 } value ? value : null;
}
