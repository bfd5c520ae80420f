using AsyncSplit;
using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Quickstart.Shop;

namespace Quickstart.AwsLambda;

/// <summary>The services of the shop, as a Lambda function has them. Queues, table and bucket are what the environment says, which the build has written into the template.</summary>
public sealed class Startup : IFunctionStartup
{
    public void Configure(IServiceCollection services)
    {
        services.AddSingleton<Supplier>();
        services.AddTransient<IPayments, Payments>();
        services.AddAsyncSplitCore(chains => chains.AddChainables().UseAws());
    }
}
