using AsyncSplit.Queues;
using AsyncSplit.Stores.Doubles;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Tests.Queues;

public sealed class QueuedWorkerTests
{
    [Theory]
    [InlineData(QueueDelivery.AtLeastOnce)]
    [InlineData(QueueDelivery.ExactlyOnce)]
    public async Task AWorkerReceivesFromAllQueuesOfItsHandlers(QueueDelivery delivery)
    {
        var queues = new MemoryQueues(TimeProvider.System);
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>().AddAsyncSplit(chains => chains.UseQueues(
            _ => queues,
            provider => FunctionQueueMap.FromEnvironment(chains.Registry, static name => name, static _ => null),
            _ => new MemoryItems(),
            options =>
            {
                options.Delivery = delivery;
                options.PollInterval = TimeSpan.FromMilliseconds(5);
            })));
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IChainClient>();

        var chains = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => client.StartAsync(new TextCall("all_func", $"a{number},b{number}"), TextCodec.Instance)));
        var results = await Task.WhenAll(chains.Select(static chain => chain.GetResultAsync())).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(Enumerable.Range(0, 20).Select(static number => $"read(row(a{number}))+read(row(b{number}))"), results);
        await host.StopAsync();
        Assert.Equal(0, queues.Count);
    }
}
