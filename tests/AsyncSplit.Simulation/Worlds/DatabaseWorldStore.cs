using AsyncSplit.Messaging;

namespace AsyncSplit.Simulation.Worlds;

/// <summary>A store in a database, as far as all of them are alike.</summary>
internal abstract class DatabaseWorldStore : WorldStore
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    protected abstract IChainTransport Transport { get; }

    /// <summary>Whether envelopes have been leased to this process before it has asked for them; asked only when it has none.</summary>
    protected virtual bool HasLeases => false;

    // It would wait for what is not due.
    public override List<Delivery> TakeDue(int maxCount)
    {
        if (!(NextDueAt() <= Time.Now) && !HasLeases)
        {
            return [];
        }

        using var patience = new CancellationTokenSource(s_patience);
        return [.. Wait(Transport.ReceiveAsync(maxCount, patience.Token).AsTask())];
    }

    public override void GiveBack(Delivery delivery, TimeSpan delay) => Transport.AbandonAsync(delivery, delay, CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
