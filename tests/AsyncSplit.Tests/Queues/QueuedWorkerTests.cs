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

    [Fact]
    public async Task AJoinOfThousandsCostsNoMorePerBranchThanOneOfHundreds()
    {
        var (few, many) = (await JoinAsync(500), await JoinAsync(4000));

        // What the wait notes of its branches, and their ends, is written piece by piece, and never over again.
        Assert.InRange(many.Writes, 1, few.Writes * 1.1);
        Assert.InRange(many.Reads, 1, few.Reads * 1.1);
        Assert.InRange(many.Bytes, 1, few.Bytes * 1.5);
    }

    /// <summary>Runs a join.</summary>
    /// <returns>What it costs per branch.</returns>
    private static async Task<(double Writes, double Reads, double Bytes)> JoinAsync(int branches)
    {
        var (queues, items) = (new MemoryQueues(TimeProvider.System), new MemoryItems());
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>().AddAsyncSplit(chains => chains.UseQueues(
            _ => queues, _ => FunctionQueueMap.Single(chains.Registry, "all"), _ => items, options => options.PollInterval = TimeSpan.FromMilliseconds(5))));
        await host.StartAsync();
        var keys = Enumerable.Range(0, branches).Select(static number => $"{number}").ToList();
        var chain = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("all_func", string.Join(',', keys)), TextCodec.Instance);

        var result = await chain.GetResultAsync().WaitAsync(TimeSpan.FromMinutes(3));
        await host.StopAsync();

        Assert.Equal(string.Join('+', keys.Select(static key => $"read(row({key}))")), result);
        return ((double)items.Writes / branches, (double)items.Reads / branches, (double)items.BytesWritten / branches);
    }
}
