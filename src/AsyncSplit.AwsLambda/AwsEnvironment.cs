using AsyncSplit.Queues;
using AsyncSplit.Security;

namespace AsyncSplit.AwsLambda;

/// <summary>What the environment of a function says beside the queues.</summary>
internal static class AwsEnvironment
{
    /// <exception cref="InvalidOperationException">It says something that cannot be.</exception>
    public static QueueDelivery DeliveryOf(Func<string, string?> environment) => environment("ASYNCSPLIT_DELIVERY") switch
    {
        null or "" or nameof(QueueDelivery.AtLeastOnce) => QueueDelivery.AtLeastOnce,
        nameof(QueueDelivery.ExactlyOnce) => QueueDelivery.ExactlyOnce,
        var other => throw new InvalidOperationException($"ASYNCSPLIT_DELIVERY is '{other}'; it can be AtLeastOnce or ExactlyOnce."),
    };

    /// <exception cref="InvalidOperationException">They cannot be read. What they are is not repeated.</exception>
    public static ChainKey[] KeysOf(Func<string, string?> environment) =>
        [.. (environment("ASYNCSPLIT_KEYS") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(KeyOf)];

    private static ChainKey KeyOf(string key, int index)
    {
        try
        {
            return key.Split(':', 2) is [var name, var secret] ? ChainKey.FromBase64(name, secret) : throw new FormatException("It has no colon.");
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new InvalidOperationException($"Key {index + 1} of ASYNCSPLIT_KEYS cannot be read: {exception.Message} They are name:base64;name:base64.");
        }
    }
}
