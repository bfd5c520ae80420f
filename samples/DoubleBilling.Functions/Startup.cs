using AsyncSplit;
using AsyncSplit.Hosting;
using DoubleBilling.Functions.Shop;
using Microsoft.Extensions.DependencyInjection;

namespace DoubleBilling.Functions;

/// <summary>The services of the split functions.</summary>
public sealed class Startup : IFunctionStartup
{
    public void Configure(IServiceCollection services)
    {
        services.AddTransient<Func<ILevels>>(static provider => provider.GetRequiredService<ILevels>);
        services.AddAsyncSplitCore(static chains => chains.AddChainables().UseAws());
    }
}
