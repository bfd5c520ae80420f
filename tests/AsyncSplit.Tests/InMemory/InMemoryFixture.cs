using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Stores;

namespace AsyncSplit.Tests.InMemory;

/// <summary>The store in memory: nothing to open, nothing to close.</summary>
public sealed class InMemoryFixture : StoreFixture
{
    private InMemoryChains? _chains;

    public override IChainTransport Transport => _chains!;

    public override IChainCommitter Committer => _chains!;

    public override IChainStore Store => _chains!;

    public override Task OpenAsync(TimeProvider clock)
    {
        _chains = new InMemoryChains(clock);
        return Task.CompletedTask;
    }

    public override Task<int> CountKeptAsync() => Task.FromResult(_chains!.KeptCount);

    public override Task CloseAsync() => Task.CompletedTask;
}
