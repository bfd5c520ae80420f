using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AwsLambda.Bootstrap;

/// <summary>The services of the function.</summary>
public sealed class Startup : IFunctionStartup
{
    public void Configure(IServiceCollection services) => services.AddAsyncSplitCore(chains => chains.AddChainables().UseAws());
}
