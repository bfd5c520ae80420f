using AsyncSplit.Sqlite.Database;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Sqlite.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Sqlite.Tests;

/// <summary>A worker takes no more than it can run, gives back what it cannot finish, and goes on after faults of the file.</summary>
public sealed class RobustnessTests : IDisposable
{
    private const int Chains = 30;
    private const int Calls = 5;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // What could not even be given back comes again when its lease ends.
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(2);

    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task AWorkerLeasesNoMoreThanItCanRun()
    {
        var gate = new Gate();
        using var host = CounterHost.Create(_database.ConnectionString, gate, steps: 3);
        await host.StartAsync();
        var chains = await StartAsync(host, "gate", 12);
        await gate.ArriveAsync(3).WaitAsync(s_patience);
        await Task.Delay(200);

        Assert.Equal(3, _database.Count("messages WHERE owner IS NOT NULL"));
        Assert.Equal(12, _database.Count("messages"));

        gate.Open();
        await Task.WhenAll(chains.Select(static chain => chain.GetResultAsync())).WaitAsync(s_patience);
        Assert.Equal(3, gate.Most);
        await host.StopAsync();
    }

    [Fact]
    public async Task AWorkerThatStopsFinishesWhatRunsAndGivesBackWhatDoesNot()
    {
        var gate = new Gate();
        ChainHandle<int>[] chains;
        using (var host = CounterHost.Create(_database.ConnectionString, gate, steps: 3, drain: TimeSpan.FromSeconds(30)))
        {
            await host.StartAsync();
            chains = await StartAsync(host, "gate", 6);
            await gate.ArriveAsync(3).WaitAsync(s_patience);

            var stopping = host.StopAsync();
            await Task.Delay(100);
            Assert.False(stopping.IsCompleted);
            gate.Open();
            await stopping.WaitAsync(s_patience);
        }

        Assert.Equal(3, _database.Count("chains WHERE status = 1"));
        Assert.Equal(0, _database.Count("messages WHERE owner IS NOT NULL"));
        Assert.Equal(0, _database.Count("owners"));

        using var next = CounterHost.Create(_database.ConnectionString, gate);
        await next.StartAsync();
        var client = next.Services.GetRequiredService<IChainClient>();
        await Task.WhenAll(chains.Select(chain => client.GetChain(chain.Id).GetResultAsync())).WaitAsync(s_patience);
        Assert.Equal(6, _database.Count("steps"));
        await next.StopAsync();
    }

    [Fact]
    public async Task AFileThatIsLockedForTooLongHoldsChainsUpAndLosesNothing()
    {
        using var host = CounterHost.Create(_database.ConnectionString, sqlite: static options =>
        {
            options.BusyTimeout = TimeSpan.FromMilliseconds(50);
            options.LeaseDuration = s_lease;
        });
        await host.StartAsync();
        var chains = await StartAsync(host, "sum", Chains);

        for (var time = 0; time < 3; time++)
        {
            using var other = _database.Connect();
            other.Execute("BEGIN IMMEDIATE");
            await Task.Delay(300);
            other.Execute("COMMIT");
            await Task.Delay(50);
        }

        await AssertAllFinishedAsync(host, chains);
    }

    [Fact]
    public async Task AFileThatCannotBeReadForAWhileHoldsChainsUpAndLosesNothing()
    {
        using var host = CounterHost.Create(_database.ConnectionString, sqlite: static options => options.LeaseDuration = s_lease);
        await host.StartAsync();
        var chains = await StartAsync(host, "sum", Chains);

        for (var time = 0; time < 3; time++)
        {
            _database.Execute("ALTER TABLE messages RENAME TO hidden");
            await Task.Delay(200);
            _database.Execute("ALTER TABLE hidden RENAME TO messages");
            await Task.Delay(50);
        }

        await AssertAllFinishedAsync(host, chains);
    }

    private static async Task<ChainHandle<int>[]> StartAsync(IHost host, string name, int count)
    {
        var client = host.Services.GetRequiredService<IChainClient>();
        return await Task.WhenAll(Enumerable.Range(0, count).Select(_ => client.StartAsync(new NumberCall(name, Calls), NumberCodec.Instance)));
    }

    private async Task AssertAllFinishedAsync(IHost host, ChainHandle<int>[] chains)
    {
        var results = await Task.WhenAll(chains.Select(static chain => chain.GetResultAsync())).WaitAsync(s_patience);
        Assert.All(results, static result => Assert.Equal(Calls * (Calls + 1) / 2, result));
        Assert.Equal(Chains * ((2 * Calls) + 1), _database.Count("steps"));
        Assert.Equal(0, _database.Count("messages"));
        Assert.Equal(0, _database.Count("dead_letters"));
        await host.StopAsync();
    }
}
