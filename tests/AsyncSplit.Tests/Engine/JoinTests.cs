using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Testing;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Engine;

public sealed class JoinTests
{
    [Theory]
    [InlineData("one_func", "a", "read(row(a))")]
    [InlineData("all_func", "a,b,c", "read(row(a))+read(row(b))+read(row(c))")]
    [InlineData("any_func", "a,b", "read(row(a))")]
    [InlineData("dropped_func", "a,b", "read(row(a))")]
    [InlineData("timer_func", "a,b", "over")]
    [InlineData("mixed_func", "a", "read(row(a))+here+a later")]
    [InlineData("nested_func", "a", "delayed(a)+read(row(a))")]
    [InlineData("errors_func", "a,b", "DeclinedExceptionvery a+DeclinedExceptionvery b")]
    [InlineData("race_func", "a", "too late")]
    [InlineData("within_func", "a,b,c", "delayed(a)")]
    public async Task StartedCallsAreAwaitedLater(string handler, string keys, string expected)
    {
        await using var host = CreateHost();

        Assert.Equal(expected, await host.RunAsync<string>(handler, keys));
    }

    [Fact]
    public async Task ACallThatIsNotBackInTimeThrowsAtItsAwait()
    {
        await using var host = CreateHost();

        await Assert.ThrowsAsync<TimeoutException>(() => host.RunAsync<string>("within_func", "a"));
    }

    [Fact]
    public async Task TheFirstExceptionInTheOrderOfTheTasksIsThrown()
    {
        await using var host = CreateHost(new ChainTestFaults { Seed = 1, Reorders = true });

        Assert.Equal("very a", (await Assert.ThrowsAsync<DeclinedException>(() => host.RunAsync<string>("throw_func", "a,b,c"))).Message);
    }

    [Fact]
    public async Task ABranchRunsOnceUnderDuplicatesReorderingAndCrashes()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            await using var host = CreateHost(new ChainTestFaults { Seed = seed, Reorders = true, Duplicates = 0.3, CrashesBeforeCommit = 0.2, CrashesAfterCommit = 0.2 });

            Assert.Equal("read(row(a))+read(row(b))+read(row(c))+read(row(d))", await host.RunAsync<string>("all_func", "a,b,c,d"));
            Assert.Equal(1, host.Steps.Count(step => step.EntryPoint == "all_func@join"));
        }
    }

    [Fact]
    public async Task NothingOfAJoinIsLeftInTheStoreWhenItsChainHasEnded()
    {
        await using var host = CreateHost();

        await host.RunAsync<string>("any_func", "a,b,c");
        await host.RunAsync<string>("dropped_func", "a,b,c");

        Assert.True(host.Services.GetRequiredService<InMemoryChains>().HasNoFutures);
    }

    [Fact]
    public async Task TenThousandBranchesJoin()
    {
        await using var host = CreateHost();
        var keys = Enumerable.Range(0, 10_000).Select(number => $"{number}").ToList();

        var result = await host.RunAsync<string>("all_func", string.Join(',', keys));

        Assert.Equal(string.Join('+', keys.Select(key => $"read(row({key}))")), result);
        Assert.Equal(StepOutcomeKind.Join, host.Steps[0].Outcome);
    }

    private static ChainTestHost CreateHost(ChainTestFaults? faults = null) => ChainTestHost.Create(
        new ChainTestOptions { Faults = faults },
        services => services.AddSingleton(new RunLog()).AddSingleton<IDatabase, Database>());
}
