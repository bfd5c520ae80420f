using AsyncSplit.Emulators;
using AsyncSplit.Testing.Lambda.Tests.Harness;

namespace AsyncSplit.Testing.Lambda.Tests;

[NeedsEmulators]
public sealed class FaultTests
{
    [Fact]
    public async Task WhatIsKilledInItsMiddleComesAgainUntilAllIsDone()
    {
        using var test = await QueueTest.CreateAsync();
        var function = Functions.Messages(test.Url, test.Effects, seconds: 3) with { MaxConcurrency = 2 };
        await test.SendAsync(Enumerable.Range(0, 30).Select(static number => $"slow-{number}"));
        await using var service = await StartAsync(test, new LambdaFaults { Seed = 1, Kills = 0.3, Duplicates = 0, MaxFaults = 6 }, function with { Queue = function.Queue! with { BatchSize = 2 } });

        await test.WaitUntilEmptyAsync();
        await service.WaitUntilIdleAsync();

        var kills = service.FaultCounts.Kills;
        Assert.InRange(kills, 2, 6);
        Assert.Equal(kills, service.GetBill().Invocations.Count(static invocation => invocation.Outcome == InvocationOutcome.Killed));
        var effects = await test.ReadEffectsAsync();
        Assert.Equal(30, effects.Select(static effect => effect.Body).Distinct().Count());
        Assert.Contains(effects, static effect => effect.Receives > 1);
    }

    [Fact]
    public async Task ABatchIsDeliveredTwiceAndOneWhoseDeletionIsLostComesAgain()
    {
        using var test = await QueueTest.CreateAsync();
        using var other = await QueueTest.CreateAsync();
        await test.SendAsync("once");
        await using (var service = await StartAsync(test, new LambdaFaults { Seed = 1, Kills = 0, Duplicates = 1, MaxFaults = 1 }, Functions.Messages(test.Url, test.Effects, seconds: 60)))
        {
            await test.WaitForAsync(async () => (await test.ReadEffectsAsync()).Count == 2, "two deliveries");
            await test.WaitUntilEmptyAsync();
            Assert.Equal(1, service.FaultCounts.Duplicates);
        }

        await other.SendAsync("again");
        await using (var service = await StartAsync(other, new LambdaFaults { Seed = 1, Kills = 0, Duplicates = 0, LostDeletions = 1, MaxFaults = 1 }, Functions.Messages(other.Url, other.Effects)))
        {
            await other.WaitForAsync(async () => (await other.ReadEffectsAsync()).Count == 2, "a second delivery");
            await other.WaitUntilEmptyAsync();
            Assert.Equal(1, service.FaultCounts.LostDeletions);
        }

        Assert.Equal([1, 1], (await test.ReadEffectsAsync()).Select(static effect => effect.Receives));
        Assert.Equal([1, 2], (await other.ReadEffectsAsync()).Select(static effect => effect.Receives));
    }

    [Fact]
    public void TheSameSeedGivesTheSameFaults()
    {
        var (first, second, other) = (PlanOf(1), PlanOf(1), PlanOf(2));

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(static fault => fault), 10, 50);
    }

    [Fact]
    public async Task WhatRunsCanBeKilledOnDemand()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands());
        await service.AskAsync(new { @do = "echo" });
        await service.WaitUntilIdleAsync();
        Assert.Equal(0, service.KillRunning("Commands"));

        var running = service.SendAsync(new { @do = "sleep", ms = 60_000 });

        Assert.Equal(1, service.KillRunning("Commands"));
        Assert.Equal(InvocationOutcome.Killed, (await running).Outcome);
    }

    private static List<bool> PlanOf(int seed)
    {
        var plan = new Faults.FaultPlan(new LambdaFaults { Seed = seed, Kills = 0.3 });
        return [.. Enumerable.Range(0, 100).Select(index => plan.TryKill("Orders", index, TimeSpan.FromSeconds(1), out _))];
    }

    private static Task<LambdaService> StartAsync(QueueTest test, LambdaFaults faults, LambdaFunction function) =>
        LambdaService.StartAsync(new LambdaServiceOptions { SqsEndpoint = test.Endpoint, InitTimeout = TimeSpan.FromSeconds(30), Faults = faults }, function);
}
