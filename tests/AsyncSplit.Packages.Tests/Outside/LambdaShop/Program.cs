using AsyncSplit;
using AsyncSplit.AwsLambda;
using AsyncSplit.Hosting;
using LambdaShop;
using Microsoft.Extensions.DependencyInjection;

await LambdaHost.RunAsync<Startup>();

namespace LambdaShop
{
    public sealed class Startup : IFunctionStartup
    {
        public void Configure(IServiceCollection services) => services.AddAsyncSplitCore(chains => chains.AddChainables().UseAws());
    }
}
