using AsyncSplit.ClaimChecks;
using AsyncSplit.Engine;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AsyncSplit.Hosting;

/// <summary>Configures AsyncSplit. Generated code adds <c>AddChainables()</c>, storage packages add <c>Use…</c>.</summary>
public sealed partial class AsyncSplitBuilder
{
    private readonly HashSet<Type> _added = [];
    private readonly HashSet<ServiceDescriptor> _byDefault = [];

    internal AsyncSplitBuilder(IServiceCollection services) => Services = services;

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The entry points.</summary>
    public ChainRegistry Registry { get; } = new();

    /// <summary>Adds an assembly's handlers, contracts and exceptions; a second time, nothing.</summary>
    public AsyncSplitBuilder Add(IChainables chainables)
    {
        ArgumentNullException.ThrowIfNull(chainables);
        if (_added.Add(chainables.GetType()))
        {
            chainables.Register(Registry);
        }

        return this;
    }

    /// <summary>Changes how this process runs steps.</summary>
    public AsyncSplitBuilder Configure(Action<AsyncSplitOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Lets steps go on in place: <see cref="AsyncSplitOptions.Fuse"/>.</summary>
    public AsyncSplitBuilder Fuse(Action<FuseOptions>? configure = null) => Configure(options =>
    {
        options.Fuse ??= new FuseOptions();
        configure?.Invoke(options.Fuse);
    });

    /// <summary>Keeps queue, timers and store in this process: for tests and trying out.</summary>
    public AsyncSplitBuilder UseInMemory()
    {
        Services.TryAddSingleton(services => new InMemoryChains(services.GetRequiredService<TimeProvider>()));
        Services.Replace(ServiceDescriptor.Singleton<IChainTransport>(services => services.GetRequiredService<InMemoryChains>()));
        Services.Replace(ServiceDescriptor.Singleton<IChainCommitter>(services => services.GetRequiredService<InMemoryChains>()));
        Services.Replace(ServiceDescriptor.Singleton<IChainStore>(services => services.GetRequiredService<InMemoryChains>()));

        // No other process has anything of these chains.
        Services.TryAddSingleton(_ => new ChainKeyRing([ChainKey.Create("process")]));
        return this;
    }

    /// <summary>The keys that sign callback tokens, seal what leaves for other programs, and sign or encrypt envelopes where that is asked for. All processes of the application need the same.</summary>
    /// <param name="keys">
    /// The first one signs, all are good for checking. To rotate keys, put the new one first everywhere that it is known already, and take an old one out when nothing that it has signed is waited for any more.
    /// </param>
    public AsyncSplitBuilder UseSigningKeys(params ChainKey[] keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Services.Replace(ServiceDescriptor.Singleton(new ChainKeyRing(keys)));
        return this;
    }

    /// <summary>Lets envelopes that are larger than the transport takes lie in a store of their own, while a claim travels. Call it behind the <c>Use…</c> of the transport.</summary>
    /// <param name="claims">Makes the store, which all processes of the transport share.</param>
    /// <exception cref="InvalidOperationException">There is no transport yet.</exception>
    public AsyncSplitBuilder UseClaimChecks(Func<IServiceProvider, IClaimStore> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var transport = FactoryOf<IChainTransport>() ?? throw NoTransport();
        var committer = FactoryOf<IChainCommitter>() ?? throw NoTransport();

        // What waits is sent by the transport itself, where that is made of queues.
        Services.Replace(ServiceDescriptor.Singleton(claims));
        Services.AddSingleton(services => new ClaimCheckChains(
            transport(services),
            committer(services),
            services.GetRequiredService<IClaimStore>(),
            services.GetRequiredService<IOptions<AsyncSplitOptions>>().Value,
            services.GetService<ILogger<ClaimCheckChains>>() ?? NullLogger<ClaimCheckChains>.Instance));
        Services.Replace(ServiceDescriptor.Singleton<IChainTransport>(static services => services.GetRequiredService<ClaimCheckChains>()));
        Services.Replace(ServiceDescriptor.Singleton<IChainCommitter>(static services => services.GetRequiredService<ClaimCheckChains>()));
        return this;
    }

    /// <summary>Registers the handlers that the application has not, as themselves and under the contracts that only they implement.</summary>
    internal void AddHandlers()
    {
        foreach (var entryPoint in Registry.EntryPoints)
        {
            if (entryPoint is { Service.IsAbstract: false, IsContract: false })
            {
                TryAdd(ServiceDescriptor.Transient(entryPoint.Service, entryPoint.Service));
            }
        }

        foreach (var handlers in HandlerServices.Implementations(Registry).GroupBy(pair => pair.Contract, pair => pair.Handler))
        {
            // Where several implement one contract, only the application can say which is meant.
            if (handlers.ToArray() is [var only])
            {
                TryAdd(Forward(handlers.Key, only));
            }
        }
    }

    /// <summary>Looks at the registrations when they are complete.</summary>
    internal HandlerServices CreateHandlerServices() => new(Registry, Services, _byDefault);

    // With the same lifetime: as a transient, a singleton would be disposed of with each scope.
    private ServiceDescriptor Forward(Type contract, Type handler) => new(
        contract, services => new ForwardedHandler(contract, handler).Get(services), Services.Last(service => service.ServiceType == handler && !service.IsKeyedService).Lifetime);

    private static InvalidOperationException NoTransport() =>
        new("Claim checks need a transport: call UseClaimChecks behind UseInMemory, UseSqlite or whatever carries the envelopes.");

    private Func<IServiceProvider, T>? FactoryOf<T>()
        where T : class
    {
        var registered = Services.LastOrDefault(static service => service.ServiceType == typeof(T) && !service.IsKeyedService);
        return registered switch
        {
            { ImplementationFactory: { } factory } => services => (T)factory(services),
            { ImplementationInstance: T instance } => _ => instance,
            _ => null,
        };
    }

    private void TryAdd(ServiceDescriptor service)
    {
        if (!Services.Any(present => present.ServiceType == service.ServiceType && !present.IsKeyedService))
        {
            Services.Add(service);
            _byDefault.Add(service);
        }
    }
}
