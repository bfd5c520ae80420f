using AsyncSplit;
using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DoubleBilling.Functions;

/// <summary>The services of the split functions.</summary>
public sealed class Startup : IFunctionStartup
{
    public void Configure(IServiceCollection services) => services.AddAsyncSplitCore(static chains => chains.AddChainables().UseAws());
}
