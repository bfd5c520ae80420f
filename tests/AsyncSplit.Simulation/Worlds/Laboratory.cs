using AsyncSplit.Engine;
using AsyncSplit.Hosting;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Routing;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using AsyncSplit.Simulation.Shapes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AsyncSplit.Simulation.Worlds;

/// <summary>What worlds have in common, made once per thread: services and registered handlers.</summary>
internal sealed class Laboratory : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IOptions<AsyncSplitOptions> _options;
    private readonly IOptions<AsyncSplitOptions> _fusing = Microsoft.Extensions.Options.Options.Create(new AsyncSplitOptions { MaxDeliveries = int.MaxValue, Fuse = new FuseOptions { Limit = TimeSpan.MaxValue, MaxHops = 7 } });
    private readonly Dictionary<(string Shape, int Size), IReadOnlyList<ChainEnd>> _native = [];
    private readonly Dictionary<(Safeguard Safeguard, bool IsRotated), EnvelopeProtection?> _protections = [];

    public Laboratory()
    {
        var services = new ServiceCollection();
        services.AddSingleton(Effects);
        services.AddSingleton(Outside);
        services.AddScoped<IWork, Work>();
        services.AddScoped<IBank, Bank>();
        services.AddAsyncSplitCore(chains => chains.AddChainables().UseInMemory().Configure(options => options.MaxDeliveries = int.MaxValue));
        _services = services.BuildServiceProvider();
        _options = _services.GetRequiredService<IOptions<AsyncSplitOptions>>();
        Registry = _services.GetRequiredService<ChainRegistry>();
        ChainKey[] keys = [ChainKey.Create("first"), ChainKey.Create("second")];
        foreach (var safeguard in Enum.GetValues<Safeguard>())
        {
            _protections[(safeguard, false)] = Protect(safeguard, new ChainKeyRing(keys));
            _protections[(safeguard, true)] = Protect(safeguard, new ChainKeyRing([.. keys.Reverse()]));
        }
    }

    public Effects Effects { get; } = new();

    public Outside Outside { get; } = new();

    public ChainRegistry Registry { get; }

    /// <summary>What protects envelopes; null for nothing.</summary>
    /// <param name="safeguard">What it does.</param>
    /// <param name="isRotated">Whether it signs and encrypts with the second key.</param>
    public EnvelopeProtection? ProtectionOf(Safeguard safeguard, bool isRotated) => _protections[(safeguard, isRotated)];

    /// <summary>What a client of the store uses.</summary>
    public IChainClient CreateClient(IChainCommitter committer, IChainStore store, TimeProvider clock) => new ChainClient(committer, store, Registry, clock, _services.GetRequiredService<CallbackTokens>());

    /// <summary>What an operator of the store uses.</summary>
    public IChainAdministration CreateAdministration(IChainCommitter committer, IChainStore store, EnvelopeProtection? protection, TimeProvider clock) => new ChainAdministration(committer, store, Registry, new EnvelopeOpener(protection, Registry), clock);

    /// <summary>What runs the steps of one process.</summary>
    /// <param name="committer">The store.</param>
    /// <param name="protection">How the process protects what it sends; null for not at all.</param>
    /// <param name="clock">The process's.</param>
    /// <param name="fuses">Whether its steps go on in place, for a few boundaries.</param>
    public StepRunner CreateRunner(IChainCommitter committer, EnvelopeProtection? protection, TimeProvider clock, bool fuses) => new(
        new StepScopes(_services.GetRequiredService<IServiceScopeFactory>(), Effects),
        Registry,
        _services.GetRequiredService<HandlerServices>(),
        committer,
        clock,
        _services.GetRequiredService<CallbackTokens>(),
        _services.GetRequiredService<ForeignCalls>(),
        new EnvelopeOpener(protection, Registry),
        [],
        fuses ? _fusing : _options,
        NullLogger<StepRunner>.Instance);

    /// <summary>All ways in which a native run ends. The effects are those of <paramref name="run"/>.</summary>
    public IReadOnlyList<ChainEnd> NativeEnds(Shape shape, string run, int size)
    {
        // The run's name is in no result: only the shape and the size decide.
        if (!_native.TryGetValue((shape.Name, size), out var ends))
        {
            ends = shape.RunNativelyAsync(run, size).GetAwaiter().GetResult();
            _native.Add((shape.Name, size), ends);
        }

        return ends;
    }

    public void Dispose() => _services.Dispose();

    private static EnvelopeProtection? Protect(Safeguard safeguard, ChainKeyRing keys) =>
        safeguard == Safeguard.None ? null : new EnvelopeProtection(safeguard == Safeguard.Encrypted, EnvelopeProtectionStage.Required, keys, null);
}
