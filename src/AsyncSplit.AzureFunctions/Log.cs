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
}
