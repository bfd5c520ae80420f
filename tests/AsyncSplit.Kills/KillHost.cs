using AsyncSplit.Kills.Shop;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Kills;

/// <summary>Hosts over one store: with a worker, or as a client only.</summary>
public static class KillHost
{
    /// <summary>A host that runs steps.</summary>
    /// <param name="store">The store.</param>
    /// <param name="steps">How many at a time; 0 for as many as usual.</param>
    /// <param name="work">For how many milliseconds a callee works.</param>
    public static IHost Create(KillStore store, int steps, int work)
    {
        var builder = CreateBuilder();
        builder.Services.AddTransient<ILedger>(_ => new Ledger(work));
        builder.Services.AddAsyncSplit(chains =>
        {
            store.Use(chains.AddChainables());
            if (steps > 0)
            {
                chains.Configure(options => options.MaxConcurrentSteps = steps);
            }
        });
        return builder.Build();
    }

    /// <summary>A host that starts chains and asks for them.</summary>
    public static IHost CreateClient(KillStore store)
    {
        var builder = CreateBuilder();
        builder.Services.AddAsyncSplitCore(chains => store.Use(chains.AddChainables()));
        return builder.Build();
    }

    private static HostApplicationBuilder CreateBuilder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole();
        return builder;
    }
}
