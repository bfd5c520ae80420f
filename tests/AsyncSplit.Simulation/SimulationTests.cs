using AsyncSplit.Messaging;
using AsyncSplit.Simulation.Planted;
using AsyncSplit.Simulation.Shapes;
using AsyncSplit.Simulation.Shrinking;
using AsyncSplit.Simulation.Worlds;
using Xunit.Abstractions;

namespace AsyncSplit.Simulation;

public sealed class SimulationTests(ITestOutputHelper output)
{
    public static TheoryData<string> Shapes => [.. Shape.All.Select(shape => shape.Name)];

    [Theory]
    [InlineData(0, 3000)]
    [InlineData(-1, 1000)]
    public void EveryChainEndsOnceAndAsItsNativeRunDoes(int from, int seeds)
    {
        // The second range is another one each time.
        var first = from < 0 ? Random.Shared.Next(1_000_000, 2_000_000_000) : from;
        var campaign = new Campaign(first, seeds, Environment.ProcessorCount);
        var violated = campaign.Run();
        output.WriteLine($"Seeds from {first}: {campaign.Worlds} worlds, {campaign.Executions} steps.");
        Assert.True(violated is null, violated is null ? "" : $"dotnet run -c Release --project tests/AsyncSplit.Simulation -- --scenario \"{violated}\"");
        Assert.Equal(seeds, campaign.Worlds);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AProcessMayBeKilledAtEachCommit(string shape) => ExhaustiveKills.Check(shape, 3);

    [Fact]
    public void AScenarioIsReadAsItIsWritten()
    {
        var scenario = Scenario.Of(42) with { KillAt = -3 };
        Assert.Equal(scenario.ToString(), Scenario.Parse(scenario.ToString()).ToString());
    }

    [Fact]
    public void TheSameSeedGoesTheSameWay()
    {
        using var laboratory = new Laboratory();
        List<string> first = [];
        List<string> second = [];
        Shrinker.Violation(laboratory, Scenario.Of(7), first);
        Shrinker.Violation(laboratory, Scenario.Of(7), second);
        Assert.NotEmpty(first);
        Assert.Equal(first, second);
    }

    [Fact]
    public void AStoreThatTakesRepeatedStepsIsNoticed() => AssertNoticed(committer => new TakesRepeatedSteps(committer), 200);

    [Fact]
    public void AStoreThatTakesRepeatedEnvelopesForNewIsNoticed() => AssertNoticed(committer => new RenamesEnvelopes(committer), 200);

    [Fact]
    public void AStoreThatLosesSendsIsNoticed() => AssertNoticed(committer => new LosesSends(committer), 50);

    [Fact]
    public void AStoreThatLosesSettlementsIsNoticed() => AssertNoticed(committer => new LosesSettlements(committer), 200);

    private static void AssertNoticed(Func<IChainCommitter, IChainCommitter> spoil, int seeds)
    {
        using var laboratory = new Laboratory();
        Assert.Contains(Enumerable.Range(0, seeds), seed => IsViolated(laboratory, Scenario.Of(seed), spoil));
    }

    private static bool IsViolated(Laboratory laboratory, Scenario scenario, Func<IChainCommitter, IChainCommitter> spoil)
    {
        try
        {
            new World(laboratory, scenario, spoil: spoil).Run();
            return false;
        }
        catch (ViolationException)
        {
            return true;
        }
    }
}
