using Microsoft.Extensions.Logging;

namespace AsyncSplit.AwsLambda.Logging;

/// <summary>The logger of one category.</summary>
internal sealed class LambdaLogger(string category, LogLevel level, Action<LogEntry> write) : ILogger
{
    /// <summary>The invocation that runs; steps that outlive theirs keep it.</summary>
    public static AsyncLocal<string?> RequestId { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= level && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            write(new LogEntry(logLevel, category, formatter(state, exception), exception, RequestId.Value));
        }
    }
}
