using AsyncSplit.Testing;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Testing;

public sealed class FaultTests
{
    [Fact]
    public async Task AChainAdvancesOncePerStepWhateverGoesWrong()
    {
        var executions = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            await using var host = CreateHost(seed);

            Assert.Equal("my(a,read(row(a)))", await host.RunAsync<string>("my_func", "a"));

            Assert.Equal(["my_func", "get_from_db", "db.get", "get_from_db@db_callback", "my_func@my_func_callback"], host.EntryPoints);
            Assert.Equal(5, host.Steps.Select(step => step.MessageId).Distinct().Count());
            Assert.Empty(host.DeadLetters);
            executions += host.Executions;
        }

        Assert.True(executions > 300 * 5, "The faults must have repeated some steps.");
    }

    [Fact]
    public async Task ErrorsTravelThroughFaultsToo()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            await using var host = CreateHost(seed);

            Assert.Equal("caught(declined: no money,42)", await host.RunAsync<string>("try_func", "declined"));
        }
    }

    [Fact]
    public async Task TheSameSeedMakesTheSameFaults()
    {
        var first = await RunAsync(17);
        var second = await RunAsync(17);

        Assert.Equal(first, second);
        Assert.Contains(await Task.WhenAll(Enumerable.Range(0, 20).Select(RunAsync)), run => !run.SequenceEqual(first));
    }

    [Fact]
    public async Task RunsAtTheSameTimeDoNotMix()
    {
        await using var host = CreateHost(3);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => host.RunAsync<string>("my_func", $"{i}")));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"my({i},read(row({i})))"), results);
    }

    [Fact]
    public async Task AChainWithoutAnEndFailsItsTest()
    {
        await using var host = ChainTestHost.Create(new ChainTestOptions { MaxSteps = 10 }, services => services.AddSingleton<RunLog>());

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync("loop_func", "1000"));

        Assert.Contains("10 steps", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHandlerThatIsNotThereIsNamedWithThoseThatAre()
    {
        await using var host = CreateHost(0);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync("nobody"));

        Assert.Contains("my_func", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> RunAsync(int seed)
    {
        await using var host = CreateHost(seed);
        await host.RunAsync("my_func", "a");
        return host.Services.GetRequiredService<RunLog>().Entries;
    }

    private static ChainTestHost CreateHost(int seed) => ChainTestHost.Create(
        new ChainTestOptions { Faults = new ChainTestFaults { Seed = seed } },
        services => services.AddSingleton<RunLog>().AddSingleton<IDatabase, Database>());
}
