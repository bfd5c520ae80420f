using AsyncSplit.Functions;
using AsyncSplit.Runtime;

namespace AsyncSplit.Queues;

/// <summary>The queues of deployed functions: each function has one, and each entry point a function, by the rule that the build follows too.</summary>
/// <remarks>
/// A contract member with exactly one handler that implements it goes where the handler does; any other has a function of its own name. Calls of some names can go to queues of other applications:
/// those need routes back for what resumes the caller, and the same table for calls that are started and awaited later.
/// </remarks>
public sealed class FunctionQueueMap : IQueueMap
{
    private readonly FunctionGranularity _granularity;
    private readonly Func<string, string> _addressOf;
    private readonly KeyValuePair<string, string>[] _routes;
    private readonly Lazy<Dictionary<string, string>> _implementations;
    private readonly ChainRegistry _registry;

    private FunctionQueueMap(ChainRegistry registry, FunctionGranularity granularity, Func<string, string> addressOf, IEnumerable<KeyValuePair<string, string>> routes)
    {
        _registry = registry;
        _granularity = granularity;
        _addressOf = addressOf;
        _routes = [.. routes];
        _implementations = new Lazy<Dictionary<string, string>>(() => ImplementationsOf(registry));
    }

    /// <summary>The queues that the environment of a deployed function names.</summary>
    /// <param name="registry">The entry points.</param>
    /// <param name="addressOf">The address of a function's queue, by the function's name; null for <c>ASYNCSPLIT_QUEUES</c> and the name.</param>
    /// <param name="environment">Reads a variable; null for the process's own.</param>
    /// <exception cref="InvalidOperationException">A variable is missing, or cannot be read.</exception>
    /// <remarks>
    /// <c>ASYNCSPLIT_QUEUES</c> is what stands before a queue's name in its address; <c>ASYNCSPLIT_GRANULARITY</c> is <c>Handler</c> (the default), <c>EntryPoint</c> or <c>One</c>; each
    /// <c>ASYNCSPLIT_ROUTE_1</c>, <c>ASYNCSPLIT_ROUTE_2</c>, … is a route: <c>IPayments.*=https://…/payments-IPayments-ChargeAsync</c>.
    /// </remarks>
    public static FunctionQueueMap FromEnvironment(ChainRegistry registry, Func<string, string>? addressOf = null, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        environment ??= Environment.GetEnvironmentVariable;
        if (addressOf is null)
        {
            var prefix = environment("ASYNCSPLIT_QUEUES") ?? throw new InvalidOperationException("The variable ASYNCSPLIT_QUEUES, which says where the queues are, is not set.");
            addressOf = name => prefix + name;
        }

        return new FunctionQueueMap(registry, GranularityOf(environment("ASYNCSPLIT_GRANULARITY")), addressOf, RoutesOf(environment));
    }

    /// <summary>The queues of an application with one queue for everything.</summary>
    /// <param name="registry">The entry points.</param>
    /// <param name="queue">The queue.</param>
    public static FunctionQueueMap Single(ChainRegistry registry, string queue)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return new FunctionQueueMap(registry, FunctionGranularity.One, _ => queue, []);
    }

    /// <summary>The same queues, with calls of some names going elsewhere, before all other routes.</summary>
    /// <param name="pattern">A wire name, or the beginning of some and <c>*</c>.</param>
    /// <param name="queue">The queue's name or address.</param>
    public FunctionQueueMap WithRoute(string pattern, string queue)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return new FunctionQueueMap(_registry, _granularity, _addressOf, [new(pattern, queue), .. _routes]);
    }

    /// <inheritdoc/>
    public string QueueOf(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        foreach (var (pattern, queue) in _routes)
        {
            if (pattern[^1] == '*' ? target.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : target == pattern)
            {
                return queue;
            }
        }

        return _addressOf(FunctionNames.Of(_implementations.Value.GetValueOrDefault(target, target), _granularity));
    }

    private static Dictionary<string, string> ImplementationsOf(ChainRegistry registry)
    {
        var contracts = registry.EntryPoints.Where(static entryPoint => entryPoint.IsContract).Select(static entryPoint => entryPoint.Id).ToHashSet(StringComparer.Ordinal);
        return registry.EntryPoints
            .Where(static entryPoint => entryPoint is { ResumePoint: null, IsContract: false })
            .SelectMany(static handler => handler.Implements.Distinct(StringComparer.Ordinal).Select(contract => (Contract: contract, Handler: handler.Id)))
            .Where(pair => contracts.Contains(pair.Contract))
            .GroupBy(static pair => pair.Contract, static pair => pair.Handler, StringComparer.Ordinal)
            .Where(static handlers => handlers.Count() == 1)
            .ToDictionary(static handlers => handlers.Key, static handlers => handlers.Single(), StringComparer.Ordinal);
    }

    private static FunctionGranularity GranularityOf(string? value) => value switch
    {
        null or "" or nameof(FunctionGranularity.Handler) => FunctionGranularity.Handler,
        nameof(FunctionGranularity.EntryPoint) => FunctionGranularity.EntryPoint,
        nameof(FunctionGranularity.One) => FunctionGranularity.One,
        _ => throw new InvalidOperationException($"ASYNCSPLIT_GRANULARITY is '{value}'; it can be Handler, EntryPoint or One."),
    };

    private static IEnumerable<KeyValuePair<string, string>> RoutesOf(Func<string, string?> environment)
    {
        for (var number = 1; environment($"ASYNCSPLIT_ROUTE_{number}") is { } route; number++)
        {
            var parts = route.Split('=', 2);
            yield return parts is [{ Length: > 0 } pattern, { Length: > 0 } queue]
                ? new(pattern.Trim(), queue.Trim())
                : throw new InvalidOperationException($"ASYNCSPLIT_ROUTE_{number} is '{route}'; a route is a name, or the beginning of names and *, then = and a queue.");
        }
    }
}
