using AsyncSplit.Messaging;
using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues.Tables;

/// <summary>All that is in the table.</summary>
internal sealed class ChainTables
{
    public ChainTables(IItemStore store, Func<OutgoingEnvelope, CancellationKind?, CancellationToken, ValueTask> send, TimeProvider clock, QueuedChainsOptions options, TimeSpan? retention)
    {
        Items = new ItemTable(store, clock);
        Chains = new ChainTable(Items, retention);
        Index = new ChainIndex(Items, Chains);
        Letters = new DeadLetterTable(Items, Chains);
        Futures = new FutureTable(Items, clock, options.FutureRetention);
        Waits = new WaitTable(Items, Futures, Chains, send, clock, options);
        var stamps = new Stamps(clock);
        Signals = new SignalTable(
            Items,
            Futures,
            Waits,
            async (settled, cancellationToken) => await SettleAsync(settled, stamps.Next(), null, cancellationToken).ConfigureAwait(false),
            clock,
            options.FutureRetention);
    }

    public ItemTable Items { get; }

    public ChainTable Chains { get; }

    public ChainIndex Index { get; }

    public DeadLetterTable Letters { get; }

    public FutureTable Futures { get; }

    public WaitTable Waits { get; }

    public SignalTable Signals { get; }

    /// <summary>A future has ended; whoever waits for it gets to know.</summary>
    /// <param name="settled">How.</param>
    /// <param name="stamp">Its place in the order of ends.</param>
    /// <param name="by">Who says so, where that is asked; null where not.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it is <paramref name="by"/> who has ended it.</returns>
    public async ValueTask<bool> SettleAsync(FutureSettlement settled, long stamp, string? by, CancellationToken cancellationToken)
    {
        var partition = ItemKeys.PartitionOf(settled.ChainId);
        var future = await Futures.SettleAsync(partition, settled.FutureId, settled.Outcome, stamp, by, settled.AwaitedBy is not null, cancellationToken).ConfigureAwait(false);
        foreach (var waiter in settled.AwaitedBy is { } known ? future.Waiters.Append(known).Distinct(StringComparer.Ordinal) : future.Waiters)
        {
            await Waits.NoteAsync(settled.ChainId, settled.FutureId, waiter, cancellationToken).ConfigureAwait(false);
        }

        return by is not null && future.SettledBy == by;
    }
}
