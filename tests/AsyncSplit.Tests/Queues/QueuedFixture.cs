using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using AsyncSplit.Runtime;
using AsyncSplit.Stores;
using AsyncSplit.Stores.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit.Tests.Queues;

/// <summary>Queues and a table in memory.</summary>
/// <param name="disturb">What goes wrong; nothing by default.</param>
public class QueuedFixture(Action<MemoryQueues, MemoryItems>? disturb = null) : StoreFixture
{
    private MemoryQueues? _queues;
    private MemoryItems? _items;
    private TimeProvider? _clock;
    private QueuedChains? _chains;

    public override bool IsOneWithQueue => false;

    public override IChainTransport Transport => _chains!;

    public override IChainCommitter Committer => _chains!;

    public override IChainStore Store => _chains!;

    public override Task OpenAsync(TimeProvider clock)
    {
        _clock = clock;

        // The contract counts deliveries. That a queue delivers what is sent twice twice, and that this does no harm, is the matter of other tests.
        _queues = new MemoryQueues(clock) { DropsRepetitions = true };
        _items = new MemoryItems();
        disturb?.Invoke(_queues, _items);
        return ReopenAsync();
    }

    public override Task ReopenAsync()
    {
        var registry = new ChainRegistry();
        _chains = new QueuedChains(
            _queues!,
            FunctionQueueMap.Single(registry, "steps"),
            _items,
            null,
            registry,
            _clock!,
            new QueuedChainsOptions { Delivery = QueueDelivery.ExactlyOnce, KeepHistory = true, PollInterval = TimeSpan.FromMilliseconds(5), MaxPollInterval = TimeSpan.FromMilliseconds(20) },
            new AsyncSplitOptions(),
            NullLogger.Instance);
        return Task.CompletedTask;
    }

    // What is over is not removed one by one, which would cost a request each: it expires by itself, and goes with the chain when that is purged.
    public override Task<int> CountKeptAsync() => Task.FromResult(_items!.All.Count(item => item.ExpiresAt is null && item.Partition.StartsWith("c:", StringComparison.Ordinal) && item.Key != "chain"));

    public override Task CloseAsync() => Task.CompletedTask;
}
