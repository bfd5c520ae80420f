using System.Diagnostics;
using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Owners;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Stores;
using AsyncSplit.Sqlite.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Sqlite.Tests;

public sealed class ProcessTests : IDisposable
{
    private const int Chains = 200;
    private const int Calls = 20;
    private const int StepsOfAChain = (2 * Calls) + 1;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task ChainsOfAKilledProcessAreFinishedByThisOne()
    {
        using var client = CounterHost.Create(_database.ConnectionString);
        using var process = StartWorker();
        var store = client.Services.GetRequiredService<IChainStore>();
        var chains = await StartChainsAsync(client);

        // All chains advance together, so that the first to end is followed at once by the last: the middle of the run is told by its steps.
        await StepsAsync(Chains * StepsOfAChain / 8);

        process.Kill();
        await process.WaitForExitAsync();

        Assert.InRange(_database.Count("steps"), 1, (Chains * StepsOfAChain) - 1);
        Assert.NotEmpty(await store.ListUnfinishedAsync(default).ToListAsync());
        var leased = _database.Count("messages WHERE owner IS NOT NULL");
        var started = Stopwatch.GetTimestamp();
        await client.StartAsync();
        await Task.WhenAll(chains.Select(chain => chain.GetResultAsync())).WaitAsync(s_patience);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(25), $"The {leased} leases of the killed process were not taken over, they have expired.");

        await AssertAllFinishedAsync(client, chains);
        await client.StopAsync();
    }

    [Fact]
    public async Task ChainsOfAProcessThatIsKilledBesideThisOneAreFinished()
    {
        using var client = CounterHost.Create(_database.ConnectionString);
        using var process = StartWorker();
        await client.StartAsync();
        var chains = await StartChainsAsync(client);
        await StepsAsync(Chains * StepsOfAChain / 8);

        process.Kill();

        await Task.WhenAll(chains.Select(chain => chain.GetResultAsync())).WaitAsync(s_patience);
        await AssertAllFinishedAsync(client, chains);
        await client.StopAsync();
    }

    [Fact]
    public async Task AClientWithoutAWorkerSeesWhatAnotherProcessDoes()
    {
        using var client = CounterHost.Create(_database.ConnectionString);
        using var process = StartWorker();
        await using var _ = new Killed(process);
        var chain = await client.Services.GetRequiredService<IChainClient>().StartAsync(new NumberCall("sum", 3), NumberCodec.Instance);

        Assert.Equal(6, await chain.GetResultAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task AProcessIsKnownByItsNumberAndItsStart()
    {
        using var process = StartWorker();
        ProcessIdentity running;
        await using (new Killed(process))
        {
            Assert.False(ProcessIdentity.Current.HasEnded());
            Assert.True((ProcessIdentity.Current with { Started = "another" }).HasEnded());
            Assert.False((ProcessIdentity.Current with { Started = "another", Machine = "elsewhere" }).HasEnded());
            running = new ProcessIdentity(Environment.MachineName, process.Id, "unknown");
            Assert.False(running.HasEnded());
        }

        Assert.True(running.HasEnded());
    }

    private static async Task<ChainHandle<int>[]> StartChainsAsync(IHost host)
    {
        var client = host.Services.GetRequiredService<IChainClient>();
        return await Task.WhenAll(Enumerable.Range(0, Chains).Select(_ => client.StartAsync(new NumberCall("sum", Calls), NumberCodec.Instance)));
    }

    private async Task StepsAsync(int count)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (_database.Count("steps") < count)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private async Task AssertAllFinishedAsync(IHost host, ChainHandle<int>[] chains)
    {
        var store = host.Services.GetRequiredService<IChainStore>();
        foreach (var chain in chains)
        {
            Assert.Equal(Calls * (Calls + 1) / 2, await chain.GetResultAsync());
        }

        // Each step was committed once, whoever ran it and however often.
        Assert.Equal(Chains, _database.Count("chains WHERE status = 1"));
        Assert.Equal(Chains * StepsOfAChain, _database.Count("steps"));
        Assert.Equal(Chains * StepsOfAChain, _database.Count("(SELECT DISTINCT message_id FROM steps)"));
        Assert.Equal(0, _database.Count("messages"));
        Assert.Equal(0, _database.Count("dead_letters"));
        Assert.Empty(await store.ListUnfinishedAsync(default).ToListAsync());
    }

    private Process StartWorker()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(CounterHost).Assembly.Location, _database.ConnectionString]) { RedirectStandardOutput = true })!;
        Assert.Equal("started", process.StandardOutput.ReadLine());
        return process;
    }

    private sealed class Killed(Process process) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
