using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing;

/// <content>Chains that a test starts, and does something to, before they end.</content>
public sealed partial class ChainTestHost
{
    /// <summary>The client of the services, to act on chains as an application does.</summary>
    public IChainClient Client => _services.GetRequiredService<IChainClient>();

    /// <summary>Dead letters, and what the store knows of chains.</summary>
    public IChainAdministration Administration => _services.GetRequiredService<IChainAdministration>();

    /// <summary>Starts a handler or contract member and runs nothing of it yet: see <see cref="RunDueAsync"/>, <see cref="AdvanceAsync"/> and <see cref="RunToEndAsync{T}(ChainHandle{T})"/>.</summary>
    /// <param name="handler">The wire name.</param>
    /// <param name="args">The arguments in order, without a <see cref="CancellationToken"/>.</param>
    public Task<ChainHandle<T>> StartAsync<T>(string handler, params object?[] args) => StartAsync<T>(null, handler, args);

    /// <inheritdoc cref="StartAsync{T}(string, object[])"/>
    public Task<ChainHandle> StartAsync(string handler, params object?[] args) => StartAsync(null, handler, args);

    /// <inheritdoc cref="StartAsync{T}(string, object[])"/>
    /// <param name="options">The chain's id and time; the defaults, if it is null.</param>
    /// <param name="handler">The wire name.</param>
    /// <param name="args">The arguments in order, without a <see cref="CancellationToken"/>.</param>
    public Task<ChainHandle<T>> StartAsync<T>(ChainStartOptions? options, string handler, params object?[] args) => Client.StartAsync(CallOf(handler, args), ResultOf<T>(handler), NewOptions(options));

    /// <inheritdoc cref="StartAsync{T}(ChainStartOptions, string, object[])"/>
    public Task<ChainHandle> StartAsync(ChainStartOptions? options, string handler, params object?[] args) => Client.StartAsync(CallOf(handler, args), NewOptions(options));

    /// <summary>Runs what is due, and what becomes due by it, until no step is left to run. No time passes.</summary>
    public Task RunDueAsync() => AdvanceAsync(TimeSpan.Zero);

    /// <summary>Lets time pass. What is due meanwhile runs when it is due.</summary>
    public Task AdvanceAsync(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var end = Now + time;
        return PumpedAsync(async () =>
        {
            while (await _pump.StepAsync(end).ConfigureAwait(false))
            {
            }

            _clock.AdvanceTo(end);
        });
    }

    /// <summary>Runs a chain that was started, or goes on, to its end and gives its result, as <see cref="RunAsync{T}"/> does.</summary>
    public async Task<T> RunToEndAsync<T>(ChainHandle<T> chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        await RunToEndAsync(chain.Id).ConfigureAwait(false);
        return await chain.GetResultAsync().ConfigureAwait(false);
    }

    /// <inheritdoc cref="RunToEndAsync{T}(ChainHandle{T})"/>
    public Task RunToEndAsync(ChainHandle chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return RunToEndAsync(chain.Id);
    }
}
