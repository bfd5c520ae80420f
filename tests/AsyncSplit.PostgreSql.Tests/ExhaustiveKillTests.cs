using AsyncSplit.PostgreSql.Tests.Fixtures;
using AsyncSplit.Simulation;
using AsyncSplit.Simulation.Shapes;

namespace AsyncSplit.PostgreSql.Tests;

/// <summary>Chains of every shape, in a database, survive a kill at each commit.</summary>
public sealed class ExhaustiveKillTests
{
    public static TheoryData<string> Shapes => [.. Shape.All.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task AProcessMayBeKilledAtEachCommit(string shape)
    {
        await using var store = await PostgreSqlWorldStore.OpenAsync();

        // A world waits for its store: not on a thread that the store needs.
        await Task.Factory.StartNew(() => ExhaustiveKills.Check(shape, 2, store), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
