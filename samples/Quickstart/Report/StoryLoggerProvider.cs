using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Quickstart.Report;

/// <summary>Writes what the services log as a story: when, who, what.</summary>
internal sealed class StoryLoggerProvider(IAnsiConsole console) : ILoggerProvider
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _writing = new();

    public ILogger CreateLogger(string categoryName) => new StoryLogger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Write(LogLevel level, string who, string what)
    {
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var color = level >= LogLevel.Warning ? "yellow" : "default";
        lock (_writing)
        {
            console.MarkupLineInterpolated($"[grey]{seconds,6:N2} s[/]  [blue]{who,-8}[/]  [{color}]{what}[/]");
        }
    }

    public void Dispose()
    {
    }
}
