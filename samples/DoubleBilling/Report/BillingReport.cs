using System.Globalization;
using DoubleBilling.Measuring;
using DoubleBilling.Prices;
using Spectre.Console;

namespace DoubleBilling.Report;

/// <summary>Shows what was measured.</summary>
internal sealed class BillingReport
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings());

    public BillingReport()
    {
        if (Console.IsOutputRedirected)
        {
            _console.Profile.Width = 140;
        }
    }

    /// <summary>Who is billed when.</summary>
    public void ShowTimeline(string title, Measurement run)
    {
        var table = TableOf(title, "service", "from ms", "to ms", "billed ms", "at work ms");
        foreach (var (invocation, billed) in run.Invocations.Zip(run.Billed))
        {
            var work = run.Active.Where(piece => piece.Service == billed.Service && piece.From >= billed.From && piece.From < billed.To).Sum(static piece => piece.Duration.TotalMilliseconds);
            table.AddRow(billed.Service, Number(billed.From.TotalMilliseconds), Number(billed.To.TotalMilliseconds), Number(invocation.BilledMillisecondsWithoutInit), Number(work));
        }

        Show(table);
    }

    public void ShowRatios(params ReadOnlySpan<Measurement> runs)
    {
        var table = TableOf("Billed over active", "way", "invocations", "billed ms", "at work ms", "billed/active", "overhead ms an invocation");
        var way = 'a';
        foreach (var run in runs)
        {
            table.AddRow(
                $"({way++})",
                Number(run.Invocations.Count),
                Number(run.BilledMilliseconds),
                Number(run.ActiveMilliseconds),
                run.BilledOverActive.ToString("0.000", CultureInfo.InvariantCulture),
                run.OverheadMilliseconds.ToString("0.0", CultureInfo.InvariantCulture));
        }

        Show(table);
    }

    public void ShowCosts(IReadOnlyList<Cost> costs)
    {
        var table = TableOf("US dollars for a million runs, at the list prices of prices.json", "way", "Lambda time", "Lambda requests", "coordination", "storage", "total");
        foreach (var cost in costs)
        {
            table.AddRow(cost.IsMeasured ? cost.Way : $"{cost.Way} (computed)", Dollars(cost.Duration), Dollars(cost.Requests), Dollars(cost.Coordination), Dollars(cost.Storage), Dollars(cost.Total));
        }

        Show(table);
    }

    public void ShowDepths(IReadOnlyList<DepthRun> runs)
    {
        var table = TableOf("By depth", "services", "(a) billed ms", "(b) billed ms", "at work ms", "(a) billed/active", "(b) billed/active");
        foreach (var run in runs)
        {
            table.AddRow(
                Number(run.Depth),
                Number(run.Synchronous.BilledMilliseconds),
                Number(run.Split.BilledMilliseconds),
                Number(run.Split.ActiveMilliseconds),
                run.Synchronous.BilledOverActive.ToString("0.00", CultureInfo.InvariantCulture),
                run.Split.BilledOverActive.ToString("0.00", CultureInfo.InvariantCulture));
        }

        Show(table);
    }

    private static Table TableOf(string title, string first, params ReadOnlySpan<string> others)
    {
        var table = new Table { Title = new TableTitle(title.EscapeMarkup()), Border = TableBorder.Simple };
        table.AddColumn(first);
        foreach (var other in others)
        {
            table.AddColumn(new TableColumn(other).RightAligned());
        }

        return table;
    }

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Dollars(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private void Show(Table table)
    {
        _console.Write(table);
        _console.WriteLine();
    }
}
