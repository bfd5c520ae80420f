using AsyncSplit;
using AsyncSplit.AwsLambda;
using AsyncSplit.Hosting;
using DoubleBilling.Functions.Shop;
using Microsoft.Extensions.DependencyInjection;

namespace DoubleBilling.Functions;

/// <summary>The services of the split functions.</summary>
public sealed class Startup : IFunctionStartup
{
    public void Configure(IServiceCollection services) => Configure(services, null);

    /// <summary>The same, with other clients of Amazon's services.</summary>
    public static void Configure(IServiceCollection services, Action<AwsOptions>? aws)
    {
        services.AddSingleton<IRobot, Robot>();
        services.AddTransient<Func<ILevels>>(static provider => provider.GetRequiredService<ILevels>);
        services.AddAsyncSplitCore(chains => chains.AddChainables().UseAws(aws));
    }
}
