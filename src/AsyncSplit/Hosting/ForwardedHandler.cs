using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Hosting;

/// <summary>The one handler that implements a contract, under the contract's name.</summary>
internal readonly struct ForwardedHandler(Type contract, Type handler)
{
    // The container does not see through a factory: a handler that takes its own contract would be created without end.
    [ThreadStatic]
    private static HashSet<Type>? s_creating;

    /// <exception cref="InvalidOperationException">The handler's constructor needs the contract.</exception>
    public object Get(IServiceProvider services)
    {
        var creating = s_creating ??= [];
        if (!creating.Add(contract))
        {
            throw new InvalidOperationException(
                $"{handler} is to be created for {contract}, which it takes itself, in its constructor or in that of something it takes: it is the only handler that implements it. Register which one is meant, or take a Func<{contract.Name}>.");
        }

        try
        {
            return services.GetRequiredService(handler);
        }
        finally
        {
            creating.Remove(contract);
        }
    }
}
