using Microsoft.Extensions.Logging;

namespace AsyncSplit.PostgreSql;

/// <summary>What the PostgreSQL transport and store log.</summary>
internal static partial class Log
{
    [LoggerMessage(201, LogLevel.Debug, "Opened the schema {Schema} of the database {Database}, version {Version}")]
    public static partial void Opened(this ILogger logger, string schema, string database, int version);

    [LoggerMessage(208, LogLevel.Warning, "The database {Database} cannot be reached yet; it is waited for")]
    public static partial void Waiting(this ILogger logger, Exception exception, string database);

    [LoggerMessage(202, LogLevel.Warning, "The database {Database} did not answer; what was to be written is tried again")]
    public static partial void Retrying(this ILogger logger, Exception exception, string database);

    [LoggerMessage(203, LogLevel.Information, "Connected to the database {Database} again; {Count} envelopes whose lease was not known are given back")]
    public static partial void Reconnected(this ILogger logger, string database, int count);

    [LoggerMessage(204, LogLevel.Error, "The database {Database} cannot be written")]
    public static partial void WriteFailed(this ILogger logger, Exception exception, string database);

    [LoggerMessage(205, LogLevel.Warning, "The leases of this process could not be given back; they are taken over when they end")]
    public static partial void ReleaseFailed(this ILogger logger, Exception exception);

    [LoggerMessage(206, LogLevel.Warning, "The database {Database} cannot be listened to; next try in {Delay}")]
    public static partial void ListenFailed(this ILogger logger, Exception exception, string database, TimeSpan delay);

    [LoggerMessage(207, LogLevel.Debug, "Others could not be told of what was written; they find it when they look")]
    public static partial void NotifyFailed(this ILogger logger, Exception exception);
}
