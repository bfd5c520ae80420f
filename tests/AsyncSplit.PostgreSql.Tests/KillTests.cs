using AsyncSplit.Kills;
using AsyncSplit.PostgreSql.Kills;
using AsyncSplit.PostgreSql.Tests.Fixtures;

namespace AsyncSplit.PostgreSql.Tests;

/// <summary>A small run of what <c>dotnet run --project tests/AsyncSplit.PostgreSql.Kills</c> does at length.</summary>
[Collection(nameof(Alone))]
public sealed class KillTests
{
    [Fact]
    public async Task NothingIsLostOrDoneTwiceWhenWorkersAreKilledAndTheServerCrashes()
    {
        using var store = new TempPostgreSqlKillStore(crashAt: 2);
        var options = new KillOptions { Chains = 80, Kills = 4, Workers = 2 };

        var report = await new KillRun(typeof(TempPostgreSqlKillStore).Assembly.Location, store, options).RunAsync();

        Assert.True(report.Violations.Count == 0, $"Seed {options.Seed}: {string.Join("; ", report.Violations)}");
        Assert.Equal(4, report.Killed);
        Assert.Equal(1, store.Crashes);
    }
}
