using System.Diagnostics.CodeAnalysis;
using AsyncSplit.Engine;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AsyncSplit.Hosting;

/// <summary>Configures AsyncSplit. Generated code adds <c>AddChainables()</c>, storage packages add <c>Use…</c>.</summary>
public sealed class AsyncSplitBuilder
{
    private readonly HashSet<Type> _added = [];
    private readonly HashSet<Type> _byDefault = [];

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

    /// <summary>Keeps queue, timers and store in this process: for tests and trying out.</summary>
    public AsyncSplitBuilder UseInMemory()
    {
        Services.TryAddSingleton(services => new InMemoryChains(services.GetRequiredService<TimeProvider>()));
        Services.Replace(ServiceDescriptor.Singleton<IChainTransport>(services => services.GetRequiredService<InMemoryChains>()));
        Services.Replace(ServiceDescriptor.Singleton<IChainCommitter>(services => services.GetRequiredService<InMemoryChains>()));
        Services.Replace(ServiceDescriptor.Singleton<IChainStore>(services => services.GetRequiredService<InMemoryChains>()));
        return this;
    }

    /// <summary>Registers the handlers that the application has not, as themselves and under the contracts that only they implement.</summary>
    internal HandlerServices AddHandlers()
    {
        foreach (var entryPoint in Registry.EntryPoints)
        {
            if (entryPoint is { Service: not null, IsContract: false } && AddHandler(entryPoint.Service))
            {
                _byDefault.Add(entryPoint.Service);
            }
        }

        var implementations = Registry.EntryPoints
            .Where(entryPoint => entryPoint.Service is not null)
            .SelectMany(entryPoint => entryPoint.Implements, (entryPoint, name) => (Handler: entryPoint.Service!, Contract: Registry.TryFind(name, out var contract) ? contract.Service : null))
            .Distinct()
            .GroupBy(pair => pair.Contract);
        foreach (var handlers in implementations)
        {
            // Where several implement one contract, only the application can say which is meant.
            if (handlers.Key is { } contract && handlers.ToArray() is [var only])
            {
                Services.TryAddTransient(contract, services => services.GetRequiredService(only.Handler));
            }
        }

        return new HandlerServices(Registry, _byDefault);
    }

    private bool AddHandler([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type handler)
    {
        var count = Services.Count;
        Services.TryAddTransient(handler);
        return Services.Count > count;
    }
}
