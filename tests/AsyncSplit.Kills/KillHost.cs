using AsyncSplit.Kills.Shop;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Kills;

/// <summary>Hosts over one store: with a worker, or as a client only.</summary>
public static class KillHost
{
    public static IHost Create(KillStore store, bool works)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole();
        builder.Services.AddTransient<ILedger, Ledger>();
        if (works)
        {
            builder.Services.AddAsyncSplit(chains => store.Use(chains.AddChainables()));
        }
        else
        {
            builder.Services.AddAsyncSplitCore(chains => store.Use(chains.AddChainables()));
        }

        return builder.Build();
    }
}
