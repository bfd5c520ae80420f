using System.Collections.Frozen;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Engine;

/// <summary>Knows which registrations of handlers and contracts are the application's, made before or after ours. The application's come first.</summary>
internal sealed class HandlerServices
{
    private readonly FrozenDictionary<Type, Type[]> _contracts;
    private readonly FrozenDictionary<Type, Type> _handlers;

    /// <param name="registry">The handlers and contracts.</param>
    /// <param name="services">All registrations; complete, because a provider has been built of them.</param>
    /// <param name="byDefault">Ours among them.</param>
    public HandlerServices(ChainRegistry registry, IServiceCollection services, IReadOnlySet<ServiceDescriptor> byDefault)
    {
        // The container takes the last one.
        var last = new Dictionary<Type, ServiceDescriptor>();
        foreach (var service in services.Where(service => !service.IsKeyedService))
        {
            last[service.ServiceType] = service;
        }

        bool IsOurs(Type type) => last.TryGetValue(type, out var service) && byDefault.Contains(service);

        var pairs = Implementations(registry);
        _contracts = pairs
            .Where(pair => IsOurs(pair.Handler) && !IsOurs(pair.Contract))
            .GroupBy(pair => pair.Handler)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Contract).ToArray());
        _handlers = pairs
            .Where(pair => pair.Contract.IsAbstract && IsOurs(pair.Contract))
            .ToFrozenDictionary(pair => pair.Contract, pair => pair.Handler);
    }

    /// <summary>Which handlers implement which contracts.</summary>
    public static IReadOnlyList<(Type Handler, Type Contract)> Implementations(ChainRegistry registry) =>
    [
        .. registry.EntryPoints
            .Where(entryPoint => entryPoint.Service is { IsAbstract: false })
            .SelectMany(
                entryPoint => entryPoint.Implements,
                (entryPoint, name) => (Handler: entryPoint.Service!, Contract: registry.TryFind(name, out var contract) ? contract.Service : null))
            .Where(pair => pair.Contract is not null)
            .Select(pair => (pair.Handler, pair.Contract!))
            .Distinct(),
    ];

    /// <summary>The application's contracts under which the instance of a handler may be registered that it has not registered as itself.</summary>
    public Type[] ContractsOf(Type handler) => _contracts.TryGetValue(handler, out var contracts) ? contracts : [];

    /// <summary>What to resolve for a contract: itself, or the handler that we have registered for it.</summary>
    public Type ImplementationOf(Type contract) => _handlers.TryGetValue(contract, out var handler) ? handler : contract;
}
