using AsyncSplit;
using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Quickstart.Shop;

namespace Quickstart.AzureFunctions;

/// <summary>The services of the shop, as the functions have them. The storage account is what the environment says, as the Functions host has it.</summary>
public sealed class Startup : IFunctionStartup
{
    public void Configure(IServiceCollection services)
    {
        services.AddSingleton<Supplier>();
        services.AddTransient<IPayments, Payments>();
        services.AddAsyncSplitCore(chains => chains.AddChainables().UseAzureStorage());
    }
}
