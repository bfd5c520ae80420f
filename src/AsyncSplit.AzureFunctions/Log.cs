using Microsoft.Extensions.Logging;

namespace AsyncSplit.AzureFunctions;

/// <summary>What the Azure packages log.</summary>
internal static partial class Log
{
    [LoggerMessage(501, LogLevel.Information, "Created the queue {Queue}")]
    public static partial void QueueCreated(this ILogger logger, string queue);

    [LoggerMessage(502, LogLevel.Error, "Message {MessageId} of the queue {Queue} has come {Count} times without an outcome, and is in the queue {Poison} now")]
    public static partial void Poisoned(this ILogger logger, string messageId, string queue, long count, string poison);

    [LoggerMessage(503, LogLevel.Information, "Created the table {Table}")]
    public static partial void TableCreated(this ILogger logger, string table);

    [LoggerMessage(504, LogLevel.Information, "Created the blob container {Container}")]
    public static partial void ContainerCreated(this ILogger logger, string container);

    [LoggerMessage(505, LogLevel.Debug, "Removed {Count} items from the table {Table} whose time is up")]
    public static partial void Purged(this ILogger logger, int count, string table);

    [LoggerMessage(506, LogLevel.Warning, "Items whose time is up could not be removed; next try in {Delay}")]
    public static partial void PurgeFailed(this ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(507, LogLevel.Error, "What was posted for the function {Function} is no message of a queue; the host tries it again and gives it up then")]
    public static partial void NotAnInvocation(this ILogger logger, Exception exception, string function);

    [LoggerMessage(508, LogLevel.Warning, "Message {MessageId} of the function {Function} is given back, delivery {Attempt}")]
    public static partial void GivenBack(this ILogger logger, string? messageId, string function, int attempt);
}
