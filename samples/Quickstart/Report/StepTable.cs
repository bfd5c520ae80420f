using System.Globalization;
using AsyncSplit.Messaging;
using Spectre.Console;

namespace Quickstart.Report;

/// <summary>The steps of one chain: when each ran, for how long, what it captured and how it ended.</summary>
internal static class StepTable
{
    // On a narrower console the outcomes are left out: what is called is seen in the next row anyway.
    private const int WidthForOutcomes = 112;

    public static Table Create(ChainRecord chain, IReadOnlyList<StepRecord> steps, DateTimeOffset resumedAt, int width)
    {
        var hasOutcomes = width >= WidthForOutcomes;
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]{chain.Id.EscapeMarkup()}[/], a chain of [bold]{chain.Handler.EscapeMarkup()}[/]");
        table.AddColumns(
            new TableColumn("at\ns").RightAligned().NoWrap().Footer("[bold]sum[/]"),
            new TableColumn("waited\nms").RightAligned().NoWrap().Footer($"[bold]{Number(steps.Sum(step => step.Waited.TotalMilliseconds))}[/]"),
            new TableColumn("active\nms").RightAligned().NoWrap().Footer($"[bold]{Number(steps.Sum(step => step.Active.TotalMilliseconds), decimals: 1)}[/]"),
            new TableColumn("entry point").NoWrap(),
            new TableColumn("captured\nbytes"));
        if (hasOutcomes)
        {
            table.AddColumn("outcome");
        }

        var isResumed = false;
        foreach (var step in steps)
        {
            if (!isResumed && chain.StartedAt < resumedAt && step.StartedAt >= resumedAt)
            {
                isResumed = true;
                table.AddRow("", "", "", "[green]resumed by this run:[/]");
            }

            var cells = Cells(chain, step);
            table.AddRow(hasOutcomes ? cells : cells[..^1]);
        }

        return table;
    }

    private static string[] Cells(ChainRecord chain, StepRecord step) =>
    [
        Number((step.StartedAt - chain.StartedAt).TotalSeconds, decimals: 2),
        Number(step.Waited.TotalMilliseconds),
        $"[blue]{Number(step.Active.TotalMilliseconds, decimals: 1)}[/]",
        step.EntryPoint.EscapeMarkup() + (step.Attempt > 1 ? $"\n[yellow]attempt {step.Attempt}[/]" : ""),
        string.Join(", ", step.Captured.Select(local => $"{local.Name} {local.Bytes}")).EscapeMarkup(),
        OutcomeOf(step).EscapeMarkup(),
    ];

    private static string OutcomeOf(StepRecord step) => step.Outcome switch
    {
        StepOutcomeKind.Call => $"call {step.Next}",
        StepOutcomeKind.TailCall => $"tail call {step.Next}",
        StepOutcomeKind.Resume => "awaited",
        _ => step.Outcome.ToString().ToLowerInvariant(),
    };

    private static string Number(double number, int decimals = 0) => number.ToString($"N{decimals}", CultureInfo.InvariantCulture);
}
