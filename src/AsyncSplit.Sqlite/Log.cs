using Microsoft.Extensions.Logging;

namespace AsyncSplit.Sqlite;

/// <summary>What the SQLite transport and store log.</summary>
internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Debug, "Opened the SQLite database {File}, schema version {Version}")]
    public static partial void Opened(this ILogger logger, string file, int version);

    [LoggerMessage(102, LogLevel.Information, "Process {Pid} has ended without giving back its {Count} envelopes: they are delivered again")]
    public static partial void TakenOver(this ILogger logger, int pid, int count);

    [LoggerMessage(103, LogLevel.Error, "The SQLite database {File} cannot be read or written; next try in {Delay}")]
    public static partial void Failed(this ILogger logger, Exception exception, string file, TimeSpan delay);

    [LoggerMessage(104, LogLevel.Warning, "The leases of this process could not be given back; they are taken over when its end is noticed")]
    public static partial void ReleaseFailed(this ILogger logger, Exception exception);

    [LoggerMessage(105, LogLevel.Warning, "Looking for the ends of chains failed; each of those who wait looks for itself")]
    public static partial void LookFailed(this ILogger logger, Exception exception);
}
