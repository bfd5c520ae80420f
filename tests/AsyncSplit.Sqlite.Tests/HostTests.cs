using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Stores;
using AsyncSplit.Sqlite.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Sqlite.Tests;

public sealed class HostTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task AChainRunsToItsEnd()
    {
        using var host = CounterHost.Create(_database.ConnectionString);
        await host.StartAsync();

        var chain = await Client(host).StartAsync(new NumberCall("sum", 3), NumberCodec.Instance);

        Assert.Equal(6, await chain.GetResultAsync().WaitAsync(s_patience));
        Assert.Equal(ChainStatus.Completed, await chain.GetStatusAsync());
        var steps = await host.Services.GetRequiredService<IChainStore>().ListStepsAsync(chain.Id, default).ToListAsync();
        Assert.Equal(["sum", "echo", "sum@echo", "echo", "sum@echo", "echo", "sum@echo"], steps.Select(step => step.EntryPoint));
        Assert.Equal(["left", "sum"], steps[0].Captured.Select(local => local.Name));
        await host.StopAsync();
    }

    [Fact]
    public async Task AChainThrowsWhatItsHandlerThrew()
    {
        using var host = CounterHost.Create(_database.ConnectionString);
        await host.StartAsync();

        var chain = await Client(host).StartAsync(new NumberCall("broken", 3), NumberCodec.Instance);

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => chain.GetResultAsync().WaitAsync(s_patience));
        Assert.Contains("broken(3)", exception.Message);
        Assert.Equal(ChainStatus.Failed, await chain.GetStatusAsync());
        await host.StopAsync();
    }

    [Fact]
    public async Task ATimerOutlivesTheHost()
    {
        string id;
        using (var first = CounterHost.Create(_database.ConnectionString))
        {
            await first.StartAsync();
            id = (await Client(first).StartAsync(new NumberCall("later", 700), NumberCodec.Instance)).Id;
            await Task.Delay(200);
            Assert.Equal(ChainStatus.Running, await Client(first).GetStatusAsync(id));
            await first.StopAsync();
        }

        using var second = CounterHost.Create(_database.ConnectionString);
        await second.StartAsync();

        Assert.Equal(700, await Client(second).GetChain(id, NumberCodec.Instance).GetResultAsync().WaitAsync(s_patience));
        await second.StopAsync();
    }

    [Fact]
    public async Task DisposingOfAHostThatWasNotStoppedIsNoFault()
    {
        var faults = new FaultLog();
        for (var time = 0; time < 20; time++)
        {
            using var host = CounterHost.Create(_database.ConnectionString, log: faults);
            await host.StartAsync();
            var chain = await Client(host).StartAsync(new NumberCall("sum", 3), NumberCodec.Instance);
            await chain.GetResultAsync().WaitAsync(s_patience);
        }

        Assert.Empty(faults.Messages);
    }

    [Fact]
    public async Task ManyChainsRunAtATime()
    {
        using var host = CounterHost.Create(_database.ConnectionString);
        await host.StartAsync();

        var chains = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Client(host).StartAsync(new NumberCall("sum", 10), NumberCodec.Instance)));
        var results = await Task.WhenAll(chains.Select(chain => chain.GetResultAsync())).WaitAsync(s_patience);

        Assert.All(results, result => Assert.Equal(55, result));
        Assert.Equal(0, _database.Count("messages"));
        Assert.Equal(100 * 21, _database.Count("steps"));
        await host.StopAsync();
    }

    [Fact]
    public async Task AHostWhoseFileCannotBeUsedDoesNotStart()
    {
        File.WriteAllText(_database.File, string.Concat(Enumerable.Repeat("no database ", 200)));
        using var host = CounterHost.Create(_database.ConnectionString);

        await Assert.ThrowsAsync<SqliteChainsException>(() => host.StartAsync());
    }

    private static IChainClient Client(IHost host) => host.Services.GetRequiredService<IChainClient>();
}
