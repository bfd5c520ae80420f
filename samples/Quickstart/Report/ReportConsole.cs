using System.Text;
using Spectre.Console;

namespace Quickstart.Report;

/// <summary>The console; what goes into a file or pipe is plain text, and wide enough for the tables.</summary>
internal static class ReportConsole
{
    private const int RedirectedWidth = 160;

    public static IAnsiConsole Create()
    {
        Console.OutputEncoding = Encoding.UTF8;
        if (!Console.IsOutputRedirected)
        {
            return AnsiConsole.Create(new AnsiConsoleSettings());
        }

        // Else a build server could be taken for a terminal, and 80 for its width.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false } });
        console.Profile.Width = RedirectedWidth;
        return console;
    }
}
