using System.Reflection;
using System.Runtime.CompilerServices;
using AsyncSplit.Engine;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit.Testing;

/// <summary>
/// Runs chains in a test: split, in memory, every envelope serialised to bytes and back between steps, under virtual time. It runs the steps itself, one at a time,
/// on the test's own thread, so that a run is the same each time.
/// </summary>
/// <example><code>
/// await using var host = ChainTestHost.Create(services => services.AddSingleton&lt;IPricing, FakePricing>());
/// var receipt = await host.RunAsync&lt;Receipt>("Orders.PlaceAsync", order);
/// </code></example>
public sealed partial class ChainTestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ChainRegistry _registry;
    private readonly InMemoryChains _chains;
    private readonly VirtualTime _clock;
    private readonly StepPump _pump;
    private readonly ChainTestOptions _options;
    private readonly SemaphoreSlim _pumping = new(1);
    private int _started;

    private ChainTestHost(IEnumerable<Assembly> assemblies, Action<IServiceCollection>? configure, ChainTestOptions options)
    {
        _options = options;
        _clock = new VirtualTime(options.StartTime);
        _chains = new InMemoryChains(_clock) { MaxEnvelopeBytes = options.MaxEnvelopeBytes };
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        configure?.Invoke(services);
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.Replace(ServiceDescriptor.Singleton(_chains));
        services.AddAsyncSplitCore(chains =>
        {
            foreach (var chainables in ChainablesFinder.Find(assemblies))
            {
                chains.Add(chainables);
            }

            chains.UseInMemory();
            if (options.Fuses)
            {
                chains.Fuse();
            }

            if (options.Faults is not null)
            {
                // Deliveries that the faults spoil are not the envelope's fault.
                chains.Configure(configured => configured.MaxDeliveries = int.MaxValue);
            }
        });
        _services = services.BuildServiceProvider();
        _registry = _services.GetRequiredService<ChainRegistry>();
        _pump = new StepPump(_chains, _services.GetRequiredService<StepRunner>(), _clock, options.Faults);
    }

    /// <summary>The services that the steps run with.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The virtual time.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>The committed steps of all runs, in order.</summary>
    public IReadOnlyList<StepRecord> Steps => _pump.Steps;

    /// <summary>The entry points of <see cref="Steps"/>.</summary>
    public IEnumerable<string> EntryPoints => _pump.Steps.Select(step => step.EntryPoint);

    /// <summary>How often a step was run, committed or not: more than <see cref="Steps"/> has when there are faults.</summary>
    public int Executions => _pump.Executions;

    /// <summary>How many envelopes wait to be run, timers among them: 0 when nothing is left of what has ended.</summary>
    public int QueuedEnvelopes => _chains.CountQueued();

    /// <summary>The envelopes that could not be run.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters => _chains.DeadLetters();

    /// <summary>A host with the handlers of the calling assembly and of those it references.</summary>
    /// <param name="configure">Registers what the handlers need. Handlers themselves need no registration.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ChainTestHost Create(Action<IServiceCollection>? configure = null) =>
        new([Assembly.GetCallingAssembly()], configure, new ChainTestOptions());

    /// <inheritdoc cref="Create(Action{IServiceCollection})"/>
    /// <param name="options">Faults, limits, time.</param>
    /// <param name="configure">Registers what the handlers need. Handlers themselves need no registration.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ChainTestHost Create(ChainTestOptions options, Action<IServiceCollection>? configure = null) =>
        new([Assembly.GetCallingAssembly()], configure, options);

    /// <summary>A host with the handlers of <paramref name="assemblies"/> and of those they reference.</summary>
    /// <param name="assemblies">Where to look.</param>
    /// <param name="configure">Registers what the handlers need.</param>
    /// <param name="options">Faults, limits, time.</param>
    public static ChainTestHost Create(IEnumerable<Assembly> assemblies, Action<IServiceCollection>? configure = null, ChainTestOptions? options = null) =>
        new(assemblies, configure, options ?? new ChainTestOptions());

    /// <summary>Runs a handler or contract member to its end and gives its result.</summary>
    /// <param name="handler">The wire name.</param>
    /// <param name="args">The arguments in order, without a <see cref="CancellationToken"/>.</param>
    /// <exception cref="Exception">What the chain threw, restored.</exception>
    /// <exception cref="ChainParkedException">An envelope became a dead letter.</exception>
    /// <exception cref="InvalidOperationException">There is no such handler, or the chain waits for something that never comes.</exception>
    public async Task<T> RunAsync<T>(string handler, params object?[] args)
    {
        var codec = ResultOf<T>(handler);
        return JsonValues.Read(await RunToEndAsync(handler, args).ConfigureAwait(false), codec, _registry);
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(string handler, params object?[] args) => RunToEndAsync(handler, args);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync().ConfigureAwait(false);
        _pumping.Dispose();
    }

    private async Task<ReadOnlyMemory<byte>> RunToEndAsync(string handler, object?[] args)
    {
        var chain = await Client.StartAsync(CallOf(handler, args), NewOptions(null)).ConfigureAwait(false);
        return await RunToEndAsync(chain.Id).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> RunToEndAsync(string chainId)
    {
        await PumpedAsync(() => PumpAsync(chainId)).ConfigureAwait(false);
        
        // Not from the chains themselves, which may be encrypted.
        var record = await _services.GetRequiredService<IChainStore>().FindAsync(chainId, CancellationToken.None).ConfigureAwait(false);
        return ChainHandle.ResultOf(record!, _registry);
    }

    // Runs at the same time share the one pump, as chains share a worker.
    private async Task PumpedAsync(Func<Task> pump)
    {
        await _pumping.WaitAsync().ConfigureAwait(false);
        try
        {
            await pump().ConfigureAwait(false);
        }
        finally
        {
            _pumping.Release();
        }
    }

    private async Task PumpAsync(string chainId)
    {
        var handler = _chains.Find(chainId)?.Handler ?? throw new KeyNotFoundException($"There is no chain '{chainId}'.");
        for (var steps = 0; _chains.Find(chainId)!.Status == ChainStatus.Running; steps++)
        {
            if (steps == _options.MaxSteps)
            {
                throw new InvalidOperationException($"'{handler}' has not ended after {_options.MaxSteps} steps.");
            }

            if (!await _pump.StepAsync().ConfigureAwait(false))
            {
                throw new InvalidOperationException($"'{handler}' waits for something that never comes: no envelope is left and no timer runs.");
            }
        }

        await _pump.DeliverLateDuplicatesAsync().ConfigureAwait(false);
    }

    private Codec<T> ResultOf<T>(string handler) => Find(handler).Result as Codec<T>
        ?? throw new InvalidOperationException($"'{handler}' gives {Find(handler).Result?.Type.ToString() ?? "no result"}, not {typeof(T)}.");

    private ChainCall CallOf(string handler, object?[] args) =>
        (Find(handler).Call ?? throw new InvalidOperationException($"'{handler}' is registered without a way to call it by name."))(args);

    private ChainStartOptions NewOptions(ChainStartOptions? options) => (options ?? new ChainStartOptions()) with { ChainId = options?.ChainId ?? $"test-{Interlocked.Increment(ref _started)}" };

    private EntryPoint Find(string handler) => _registry.TryFind(handler, out var entryPoint) && entryPoint.ResumePoint is null
        ? entryPoint
        : throw new InvalidOperationException(
            $"There is no handler '{handler}'. There are: {string.Join(", ", Starts().Order(StringComparer.Ordinal))}.");

    private IEnumerable<string> Starts() => _registry.EntryPoints.Where(known => known.ResumePoint is null).Select(known => known.Id);
}
