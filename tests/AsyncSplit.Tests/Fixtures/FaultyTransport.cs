using AsyncSplit.InMemory;
using AsyncSplit.Messaging;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>Fails now and then, and gives what it has when it does not.</summary>
internal sealed class FaultyTransport(InMemoryChains chains) : IChainTransport, IChainCommitter
{
    private int _receives;
    private int _commits;

    public TimeSpan LeaseDuration => chains.LeaseDuration;

    public int MaxEnvelopeBytes => chains.MaxEnvelopeBytes;

    public ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _receives) % 2 == 1 ? throw new IOException("receive") : chains.ReceiveAsync(maxCount, cancellationToken);

    public ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken) => chains.RenewAsync(delivery, cancellationToken);

    public ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken) => chains.AbandonAsync(delivery, delay, cancellationToken);

    public ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken) =>
        delivery is not null && Interlocked.Increment(ref _commits) % 2 == 1 ? throw new IOException("commit") : chains.CommitAsync(delivery, commit, cancellationToken);
}
