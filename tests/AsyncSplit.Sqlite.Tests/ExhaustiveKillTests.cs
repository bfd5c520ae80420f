using AsyncSplit.Simulation;
using AsyncSplit.Simulation.Shapes;
using AsyncSplit.Sqlite.Tests.Fixtures;

namespace AsyncSplit.Sqlite.Tests;

/// <summary>Chains of every shape, on a file, survive a kill at each commit.</summary>
public sealed class ExhaustiveKillTests
{
    public static TheoryData<string> Shapes => [.. Shape.All.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AProcessMayBeKilledAtEachCommit(string shape)
    {
        using var store = new SqliteWorldStore();
        ExhaustiveKills.Check(shape, 2, store);
    }
}
