using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing.Tests.Forks;

public sealed class WhenEachTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task ALoopOverManyCallsTakesAllThatHaveEndedInOneStep(int count)
    {
        await using var host = Create();

        Assert.Equal(Enumerable.Range(0, count).Sum(static number => (long)number), await host.RunAsync<long>("Sums.EachAsync", count));

        // The calls themselves, and a few steps of the handler, however many calls there are.
        var own = host.Steps.Where(step => step.EntryPoint.StartsWith("Sums.", StringComparison.Ordinal)).ToList();
        Assert.Equal(count, host.Steps.Count(step => step.EntryPoint.StartsWith("INumbers.", StringComparison.Ordinal) || step.EntryPoint.StartsWith("Numbers.", StringComparison.Ordinal)));
        Assert.InRange(own.Count, 2, 5);
        Assert.InRange(own.Sum(step => (long)step.SentBytes), count * 50L, count * 1_000L);
    }

    [Fact]
    public async Task TheyComeInTheOrderInWhichTheyEnd()
    {
        await using var host = Create();

        Assert.Equal(43210, await host.RunAsync<long>("Sums.OrderAsync", 5));
    }

    [Fact]
    public async Task EachComesOnceUnderFaults()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            await using var host = Create(new ChainTestOptions { Faults = new ChainTestFaults { Seed = seed, Reorders = true, Duplicates = 0.3, CrashesBeforeCommit = 0.2, CrashesAfterCommit = 0.2 } });

            Assert.Equal(190, await host.RunAsync<long>("Sums.EachAsync", 20));
        }
    }

    private static ChainTestHost Create(ChainTestOptions? options = null) => ChainTestHost.Create(options ?? new ChainTestOptions(), services => services.AddSingleton<INumbers, Numbers>());
}
