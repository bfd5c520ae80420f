using System.Collections.Concurrent;
using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Stores;

namespace AsyncSplit.Sqlite.Tests;

public sealed class ConsumerTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task TwoReceiversNeverGetTheSameMessage()
    {
        await using var one = _database.Open();
        await using var two = _database.Open();
        await one.CommitAsync(Commits.Sends([.. Enumerable.Range(0, 100).Select(index => $"m{index}")]));

        var received = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => (index % 2 == 0 ? one : two).ReceiveAsync(5)));

        Assert.Equal(100, received.SelectMany(deliveries => deliveries).Select(delivery => delivery.MessageId).Distinct().Count());
        Assert.Equal(100, received.Sum(deliveries => deliveries.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task AThousandMessagesReachFourConsumersExactlyOnce(int stores)
    {
        var opened = Enumerable.Range(0, stores).Select(_ => _database.Open()).ToArray();
        var consumed = new ConcurrentBag<string>();
        using var done = new CancellationTokenSource();
        var consumers = Enumerable.Range(0, 4).Select(index => Task.Run(() => ConsumeAsync(opened[index % stores]))).ToArray();

        // Each of the five hundred sends another one.
        await Task.WhenAll(Enumerable.Range(0, 50).Select(batch => opened[0].CommitAsync(Commits.Sends([.. Enumerable.Range(0, 10).Select(index => $"{batch}-{index}")]))));
        await Task.WhenAll(consumers).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1000, consumed.Count);
        Assert.Equal(1000, consumed.Distinct().Count());
        foreach (var chains in opened)
        {
            await chains.DisposeAsync();
        }

        Assert.Equal(0, _database.Count("messages"));
        Assert.Equal(1000, _database.Count("steps"));
        Assert.Equal(0, _database.Count("owners"));

        async Task ConsumeAsync(SqliteChains chains)
        {
            try
            {
                while (true)
                {
                    foreach (var delivery in await chains.ReceiveAsync(7, done.Token))
                    {
                        var commit = delivery.MessageId.EndsWith('+') ? new StepCommit() : Commits.Sends(delivery.MessageId + "+");
                        Assert.Equal(1, delivery.Attempt);
                        Assert.Equal(CommitResult.Applied, await chains.CommitAsync(commit, delivery));
                        consumed.Add(delivery.MessageId);
                        if (consumed.Count == 1000)
                        {
                            await done.CancelAsync();
                        }
                    }
                }
            }
            catch (OperationCanceledException) when (done.IsCancellationRequested)
            {
            }
        }
    }
}
