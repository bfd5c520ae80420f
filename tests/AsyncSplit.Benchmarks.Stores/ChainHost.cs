using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Security;
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
        builder.Services.AddSingleton<IClerk>(new Clerk());
        builder.Services.AddSingleton<IDesk>(Desk);
        builder.Services.AddSingleton<IStepObserver>(Steps);
        builder.Services.AddAsyncSplit(chains =>
        {
            use(chains.AddChainables().UseSigningKeys(ChainKey.FromBase64("1", Convert.ToBase64String(new byte[32]))));
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
    public Task StartTalliesAsync(int count) => StartChainsAsync(count, index => Client.Tallies.AddFiveAsync(index));

    /// <summary>Starts chains that wait, every other one for a callback and for a timer, and has them come to where they wait.</summary>
    public async Task StartWaitingAsync(int count)
    {
        var all = Steps.WaitFor(count);
        var placed = DateTimeOffset.UnixEpoch.AddYears(60);
        await StartChainsAsync(count, index =>
        {
            var (customer, amount) = ($"customer-{index}", 10m + (index % 100));
            return index % 2 == 0 ? Client.Approvals.AwaitAnswerAsync(customer, amount, placed) : Client.Approvals.AwaitDateAsync(customer, amount, placed);
        }).ConfigureAwait(false);
        await all.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        await ((IAsyncDisposable)_host).DisposeAsync().ConfigureAwait(false);
    }
}
