using AsyncSplit.InMemory;
using AsyncSplit.Messaging;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>Counts how often leases are renewed.</summary>
internal sealed class LeasingTransport(InMemoryChains chains) : IChainTransport
{
    private int _renewals;

    public int Renewals => _renewals;

    public TimeSpan LeaseDuration => TimeSpan.FromMilliseconds(30);

    public ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken) => chains.ReceiveAsync(maxCount, cancellationToken);

    public ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _renewals) == 1 ? throw new IOException("renew") : chains.RenewAsync(delivery, cancellationToken);

    public ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken) => chains.AbandonAsync(delivery, delay, cancellationToken);
}
