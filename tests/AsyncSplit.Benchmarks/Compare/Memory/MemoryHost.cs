using AsyncSplit.Messaging;
using AsyncSplit.Benchmarks.Compare.Memory.Chains;
using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>A host that runs the chains in memory, as an application has it: every hop is an envelope of bytes, which is written, queued and read.</summary>
internal sealed class MemoryHost : IAsyncDisposable
{
    // Chains that have ended are kept with their history until someone removes them, as an application with a retention would.
    private const int PurgedAtOnce = 100_000;

    private readonly IHost _host;
    private readonly IChainStore _store;

    private MemoryHost(IHost host)
    {
        _host = host;
        _store = host.Services.GetRequiredService<IChainStore>();
        Client = host.Services.GetRequiredService<IChainClient>();
    }

    public IChainClient Client { get; }

    public static async Task<MemoryHost> StartAsync(Action<AsyncSplitBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAsyncSplit(chains =>
        {
            chains.AddChainables().UseInMemory();
            configure?.Invoke(chains);
        });
        var host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        return new MemoryHost(host);
    }

    /// <summary>Runs chains of five calls to their ends, so many at a time.</summary>
    public Task RunAsync(int chains, int atATime) => Crowd.RunAsync(chains, atATime, RunOneAsync);

    /// <summary>Runs one chain of five calls to its end.</summary>
    public async Task RunOneAsync(int start)
    {
        var chain = await Client.Sums.FiveAsync(start).ConfigureAwait(false);
        Crowd.Check(start, await chain.GetResultAsync().ConfigureAwait(false));
    }

    /// <summary>Forgets the chains that have ended.</summary>
    public async Task PurgeAsync()
    {
        while (await _store.PurgeAsync(DateTimeOffset.MaxValue, PurgedAtOnce, CancellationToken.None).ConfigureAwait(false) == PurgedAtOnce)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
    }
}
