using AsyncSplit.Kills;
using AsyncSplit.Sqlite.Kills;
using AsyncSplit.Sqlite.Tests.Fixtures;

namespace AsyncSplit.Sqlite.Tests;

/// <summary>A small run of what <c>dotnet run --project tests/AsyncSplit.Sqlite.Kills</c> does at length.</summary>
[Collection(nameof(Alone))]
public sealed class KillTests
{
    [Fact]
    public async Task NothingIsLostOrDoneTwiceWhenWorkersAreKilled()
    {
        using var store = new TempSqliteKillStore();
        var options = new KillOptions { Chains = 80, Kills = 4, Workers = 2 };

        var report = await new KillRun(typeof(TempSqliteKillStore).Assembly.Location, store, options).RunAsync();

        Assert.True(report.Violations.Count == 0, $"Seed {options.Seed}: {string.Join("; ", report.Violations)}");
        Assert.Equal(4, report.Killed);
    }
}
