using AsyncSplit.AzureFunctions.Worker.Shop;
using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AzureFunctions.Worker;

/// <summary>The services of the shop.</summary>
public sealed class Startup : IFunctionStartup
{
    public void Configure(IServiceCollection services)
    {
        services.AddSingleton(new Ledger(Environment.GetEnvironmentVariable("LEDGER")!));
        services.AddTransient<IPayments, Payments>();
        services.AddAsyncSplitCore(static chains => chains.AddChainables().UseAzureStorage());
    }
}
