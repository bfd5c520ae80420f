using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Benchmarks.Stores;

/// <summary>A host over one store, with a worker that runs once <see cref="StartAsync"/> has been called.</summary>
public sealed class ChainHost : IAsyncDisposable
{
    private readonly IHost _host;

    /// <param name="use">Keeps the chains in the store.</param>
    /// <param name="concurrency">How many steps at a time.</param>
    /// <param name="keptTokens">Of how many chains that wait for an answer the tokens are kept.</param>
    public ChainHost(Action<AsyncSplitBuilder> use, int concurrency, int keptTokens = 0)
    {
        Desk = new Desk(keptTokens);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton<IAdder>(new Adder());
        builder.Services.AddSingleton<IDesk>(Desk);
        builder.Services.AddSingleton<IStepObserver>(Steps);
        builder.Services.AddAsyncSplit(chains =>
        {
            use(chains.AddChainables());
            chains.Configure(options => options.MaxConcurrentSteps = concurrency);
        });
        _host = builder.Build();
        Client = _host.Services.GetRequiredService<IChainClient>();
        Store = _host.Services.GetRequiredService<IChainStore>();
    }

    public IChainClient Client { get; }

    public IChainStore Store { get; }

    public StepCounter Steps { get; } = new();

    public Desk Desk { get; }

    /// <summary>The worker begins.</summary>
    public Task StartAsync() => _host.StartAsync();

    /// <summary>Starts chains, many at a time, and does not wait for them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="start">Starts the n-th.</param>
    public static Task StartChainsAsync(int count, Func<int, Task> start) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (index, _) => await start(index).ConfigureAwait(false));

    /// <summary>Puts chains of five calls that do nothing into the queue.</summary>
    public Task StartSumsAsync(int count) => StartChainsAsync(count, index => Client.Sums.AddFiveAsync(index));

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        await ((IAsyncDisposable)_host).DisposeAsync().ConfigureAwait(false);
    }
}
