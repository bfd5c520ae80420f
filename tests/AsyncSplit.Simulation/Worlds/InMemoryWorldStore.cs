using AsyncSplit.InMemory;
using AsyncSplit.Messaging;

namespace AsyncSplit.Simulation.Worlds;

/// <summary>The store in memory: its clock is the world's.</summary>
internal sealed class InMemoryWorldStore : WorldStore
{
    private readonly InMemoryChains _chains;

    public InMemoryWorldStore() => _chains = new InMemoryChains(new SimulatedTime(Time));

    public override IChainCommitter Committer => _chains;

    public override IChainStore Store => _chains;

    public override List<Delivery> TakeDue(int maxCount) => _chains.TakeDue(maxCount);

    public override void GiveBack(Delivery delivery, TimeSpan delay) => _chains.AbandonAsync(delivery, delay, CancellationToken.None).GetAwaiter().GetResult();

    public override DateTimeOffset? NextDueAt() => _chains.NextDueAt();

    public override string Describe() => _chains.Describe();
}
