using System.Collections.Frozen;
using AsyncSplit.Runtime;

namespace AsyncSplit.Engine;

/// <summary>Under which contracts a handler's instance may be registered.</summary>
internal sealed class HandlerServices
{
    private readonly FrozenDictionary<Type, Type[]> _contracts;
    private readonly FrozenSet<Type> _byDefault;

    /// <param name="registry">The handlers and contracts.</param>
    /// <param name="byDefault">The handler types that the application has not registered and that were therefore added.</param>
    public HandlerServices(ChainRegistry registry, IEnumerable<Type> byDefault)
    {
        _byDefault = byDefault.ToFrozenSet();
        _contracts = registry.EntryPoints
            .Where(entryPoint => entryPoint.Service is not null && entryPoint.Implements.Count > 0)
            .GroupBy(entryPoint => entryPoint.Service!)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.SelectMany(entryPoint => entryPoint.Implements)
                    .Select(name => registry.TryFind(name, out var contract) ? contract.Service : null)
                    .OfType<Type>()
                    .Distinct()
                    .ToArray());
    }

    /// <summary>The contracts to look under before the handler's own registration: none, when that registration is the application's.</summary>
    public Type[] ContractsOf(Type handler) => _byDefault.Contains(handler) && _contracts.TryGetValue(handler, out var contracts) ? contracts : [];
}
