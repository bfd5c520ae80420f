using System.Globalization;
using AsyncSplit.Messaging;
using Spectre.Console;

namespace Quickstart.Report;

/// <summary>The steps of one chain: when each ran, for how long, how it ended and what it captured.</summary>
internal static class StepTable
{
    public static Table Create(ChainRecord chain, IReadOnlyList<StepRecord> steps, DateTimeOffset resumedAt)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]{chain.Id.EscapeMarkup()}[/], a chain of [bold]{chain.Handler.EscapeMarkup()}[/]");
        table.AddColumns(
            new TableColumn("at (s)").RightAligned().NoWrap().Footer("[bold]sum[/]"),
            new TableColumn("waited (ms)").RightAligned().NoWrap().Footer(Sum(steps, step => step.Waited)),
            new TableColumn("active (ms)").RightAligned().NoWrap().Footer(Sum(steps, step => step.Active)),
            new TableColumn("entry point"),
            new TableColumn("outcome"),
            new TableColumn("captured (bytes)"));

        var isResumed = false;
        foreach (var step in steps)
        {
            if (!isResumed && chain.StartedAt < resumedAt && step.StartedAt >= resumedAt)
            {
                isResumed = true;
                table.AddRow("", "", "", "[green]interrupted, and resumed by this run:[/]", "", "");
            }

            table.AddRow(
                Number((step.StartedAt - chain.StartedAt).TotalSeconds, decimals: 2),
                Number(step.Waited.TotalMilliseconds),
                $"[blue]{Number(step.Active.TotalMilliseconds)}[/]",
                step.EntryPoint.EscapeMarkup() + (step.Attempt > 1 ? $" [yellow](attempt {step.Attempt})[/]" : ""),
                OutcomeOf(step).EscapeMarkup(),
                string.Join(", ", step.Captured.Select(local => $"{local.Name} {local.Bytes}")).EscapeMarkup());
        }

        return table;
    }

    private static string OutcomeOf(StepRecord step) => step.Outcome switch
    {
        StepOutcomeKind.Call => $"call {step.Next}",
        StepOutcomeKind.TailCall => $"tail call {step.Next}",
        StepOutcomeKind.Resume => "awaited",
        _ => step.Outcome.ToString().ToLowerInvariant(),
    };

    private static string Sum(IReadOnlyList<StepRecord> steps, Func<StepRecord, TimeSpan> time) =>
        $"[bold]{Number(steps.Sum(step => time(step).TotalMilliseconds))}[/]";

    private static string Number(double number, int decimals = 1) => number.ToString($"N{decimals}", CultureInfo.InvariantCulture);
}
