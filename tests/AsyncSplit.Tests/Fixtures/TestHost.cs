using AsyncSplit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>A real host with a worker, in memory.</summary>
internal static class TestHost
{
    public static IHost Create(Action<IServiceCollection> configure, Action<AsyncSplitOptions>? options = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<RunLog>();
        builder.Services.AddAsyncSplit(chains => chains.Add(new TestChainables()).UseInMemory().Configure(configured =>
        {
            configured.FaultDelay = TimeSpan.FromMilliseconds(1);
            configured.MaxDeliveries = 100;
            options?.Invoke(configured);
        }));
        configure(builder.Services);
        return builder.Build();
    }
}
