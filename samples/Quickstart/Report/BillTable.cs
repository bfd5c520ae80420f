using System.Globalization;
using Spectre.Console;

namespace Quickstart.Report;

/// <summary>What is billed for each method: if every level of the call tree waits for the one below, and split.</summary>
internal static class BillTable
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<MethodRun> runs)
    {
        var awaiting = runs.Sum(run => run.AwaitingMilliseconds);
        var split = runs.Sum(run => run.SplitMilliseconds);
        var table = new Table().Border(TableBorder.Rounded).Title("[bold]What is billed[/]");
        table.AddColumns(
            new TableColumn("method").Footer("[bold]sum[/]"),
            new TableColumn("runs").RightAligned(),
            new TableColumn("awaiting\nms").RightAligned().NoWrap().Footer($"[bold]{Number(awaiting)}[/]"),
            new TableColumn("split\nms").RightAligned().NoWrap().Footer($"[bold]{Number(split)}[/]"));
        foreach (var method in runs.GroupBy(run => run.Method))
        {
            table.AddRow(
                method.Key.EscapeMarkup(),
                Number(method.Count()),
                Number(method.Sum(run => run.AwaitingMilliseconds)),
                $"[blue]{Number(method.Sum(run => run.SplitMilliseconds))}[/]");
        }

        console.Write(table);
        console.WriteLine("awaiting: from the start of the method to its end, with all that it waits for, but without the hops between steps.");
        console.WriteLine("split: only while a step is active, each step rounded up to 1 ms (the first steps of a process also load and compile their code).");
        console.MarkupLineInterpolated($"Billed when awaiting [bold]{Number(awaiting)} ms[/], billed split [bold green]{Number(split)} ms[/]: {Number(100 - (100 * split / awaiting))} % less.");
    }

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
