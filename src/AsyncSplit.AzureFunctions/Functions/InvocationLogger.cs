using Microsoft.Extensions.Logging;

namespace AsyncSplit.AzureFunctions.Functions;

/// <summary>Writes entries as lines.</summary>
internal sealed class InvocationLogger(string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        var line = $"{Short(logLevel)}: {category}: {formatter(state, exception)}";
        line = exception is null ? line : $"{line}{Environment.NewLine}{exception}";
        if (InvocationLog.Current?.TryAdd(line) != true)
        {
            Console.Out.WriteLine(line);
        }
    }

    // As the console logger has it.
    private static string Short(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
