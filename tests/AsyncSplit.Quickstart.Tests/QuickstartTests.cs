using System.Globalization;
using System.Text.RegularExpressions;

namespace AsyncSplit.Quickstart.Tests;

public sealed partial class QuickstartTests : IDisposable
{
    private static readonly string[] s_accepted =
    [
        "Orders.PlaceAsync",
        "Pricing.QuoteAsync",
        "Pricing.QuoteAsync@AskAsync",
        "Pricing.QuoteAsync@Delay",
        "Orders.PlaceAsync@QuoteAsync",
        "IPayments.ChargeAsync",
        "Orders.PlaceAsync@ChargeAsync",
        "Orders.PlaceAsync@Delay",
    ];

    private static readonly string[] s_declined = [.. s_accepted[..^1], "IPricing.ReleaseAsync", "Orders.PlaceAsync@ReleaseAsync"];

    private readonly string _directory = Directory.CreateTempSubdirectory("asyncsplit-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task OneOrderIsAcceptedAndOneIsDeclined()
    {
        using var quickstart = Start();

        await quickstart.ReadToEndAsync();

        var output = quickstart.Output;
        Assert.Equal(0, quickstart.ExitCode);
        Assert.Contains("starting two orders", output);
        Assert.Contains("ada has paid 12.60", output);
        Assert.Contains("the card of ben is not good for 180.00; the goods go back", output);
        Assert.Contains("hold-1-samovar is released", output);
        Assert.Equal([.. s_accepted, .. s_declined], EntryPoints(output));
        Assert.Matches("Orders.PlaceAsync@QuoteAsync .* order [0-9]+, quote [0-9]+ .* call IPayments.ChargeAsync", output);
        Assert.DoesNotContain("attempt", output);
        Assert.DoesNotContain('\e', output);

        var bill = Bill().Match(output);
        var awaiting = int.Parse(bill.Groups["awaiting"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        var split = int.Parse(bill.Groups["split"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        Assert.True(awaiting > 15_000, "Two quotes of 3 s are waited for on two levels, and a delivery of 2 s on one.");
        Assert.InRange(split, 700, 7_500);
    }

    [Fact]
    public async Task WhatWasKilledGoesOnAndIsNotSeenAgain()
    {
        using var killed = Start();
        await killed.ReadToAsync("the supplier answers for", 2);
        await Task.Delay(500); // for the commits of these two steps
        await killed.KillAsync();
        var orders = OrderId().Matches(killed.Output).Select(match => match.Value).Distinct().ToArray();

        using var resumed = Start();
        await resumed.ReadToEndAsync();

        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(2, orders.Length);
        Assert.All(orders, order => Assert.Contains($"Resuming {order}, which was interrupted after 3 steps.", resumed.Output));
        Assert.DoesNotContain("starting two orders", resumed.Output);
        Assert.DoesNotContain("the supplier answers for", resumed.Output);
        Assert.Equal([.. Resumed(s_accepted), .. Resumed(s_declined)], EntryPoints(resumed.Output));

        using var next = Start();
        await next.ReadToAsync("starting two orders");
        Assert.DoesNotContain("Resuming", next.Output);
    }

    [Fact]
    public async Task WhatIsToldToStopSaysWhatItLeaves()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var quickstart = Start();
        await quickstart.ReadToAsync("the supplier answers for", 2);
        quickstart.Terminate();
        await quickstart.ReadToEndAsync();

        Assert.Equal(0, quickstart.ExitCode);
        Assert.Contains("Interrupted with 2 chains unfinished.", quickstart.Output);
        Assert.DoesNotContain("delivered", quickstart.Output);
    }

    private QuickstartProcess Start() => new(Path.Combine(_directory, "chains.db"));

    private static IEnumerable<string> Resumed(string[] entryPoints) => [.. entryPoints[..3], "resumed by this run:", .. entryPoints[3..]];

    // The rows of the tables of steps: those have six cells between seven lines.
    private static IEnumerable<string> EntryPoints(string output) => output.Split('\n')
        .Select(line => line.Split('\u2502'))
        .Where(cells => cells.Length == 8)
        .Select(cells => cells[4].Trim())
        .Where(cell => cell.Length > 0 && cell != "entry point");

    [GeneratedRegex("Billed when awaiting (?<awaiting>[0-9,]+) ms, billed split (?<split>[0-9,]+) ms")]
    private static partial Regex Bill();

    [GeneratedRegex("order-[0-9a-f]{8}")]
    private static partial Regex OrderId();
}
