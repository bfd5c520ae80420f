using Microsoft.Extensions.Logging;

namespace AsyncSplit.AwsLambda.Logging;

/// <summary>Writes logs as Lambda's managed runtimes do, to where Lambda takes them from: <c>AWS_LAMBDA_LOG_FORMAT</c> (<c>Text</c> or <c>JSON</c>) and <c>AWS_LAMBDA_LOG_LEVEL</c>.</summary>
internal sealed class LambdaLoggerProvider(Stream output, Func<string, string?> environment, TimeProvider clock) : ILoggerProvider, ILoggerFactory
{
    private readonly Lock _writing = new();
    private readonly LogLevel _level = LevelOf(environment("AWS_LAMBDA_LOG_LEVEL"));
    private readonly bool _asJson = string.Equals(environment("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase);

    public ILogger CreateLogger(string categoryName) => new LambdaLogger(categoryName, _level, Write);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Add logging to the services (AddLogging of Microsoft.Extensions.Logging) to have other providers.");

    public void Dispose()
    {
    }

    private void Write(LogEntry entry)
    {
        var line = _asJson ? entry.ToJson(clock.GetUtcNow()) : entry.ToText(clock.GetUtcNow());
        lock (_writing)
        {
            output.Write(line);
            output.Flush();
        }
    }

    private static LogLevel LevelOf(string? name) => name?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };
}
