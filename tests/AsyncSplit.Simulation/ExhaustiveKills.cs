using AsyncSplit.Simulation.Shrinking;
using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation;

/// <summary>Kills a process at each commit of a chain, once before and once after.</summary>
internal static class ExhaustiveKills
{
    /// <summary>Fails at the first kill that a chain does not survive.</summary>
    /// <param name="shape">The chain's shape.</param>
    /// <param name="size">How much of everything.</param>
    /// <param name="store">The store of all the worlds; null for one in memory for each.</param>
    public static void Check(string shape, int size, WorldStore? store = null)
    {
        using var laboratory = new Laboratory();
        var scenario = new Scenario { Seed = 1, Chains = [(shape, size)], Workers = 1, Faults = Faults.None };
        var undisturbed = new World(laboratory, scenario, store: store);
        undisturbed.Run();
        Assert.True(undisturbed.Commits > 2);
        for (var commit = 1; commit <= undisturbed.Commits; commit++)
        {
            Assert.Null(Shrinker.Violation(laboratory, scenario with { KillAt = commit }, store: store));
            Assert.Null(Shrinker.Violation(laboratory, scenario with { KillAt = -commit }, store: store));
        }
    }
}
