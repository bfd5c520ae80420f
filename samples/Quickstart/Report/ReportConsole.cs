using Spectre.Console;

namespace Quickstart.Report;

/// <summary>The console, wide enough for the tables.</summary>
internal static class ReportConsole
{
    private const int RedirectedWidth = 160;

    public static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            // A file or pipe has no width of its own, and 80 would be taken.
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
