using AsyncSplit.Futures;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues.Tables;

/// <summary>Signals, and who listens. What has found each other stays noted until it is settled: whoever comes by does that.</summary>
/// <param name="items">The table.</param>
/// <param name="futures">How futures have ended.</param>
/// <param name="waits">What has been brought to the chain.</param>
/// <param name="settle">Settles a future.</param>
/// <param name="clock">The time.</param>
/// <param name="retention">For how long a chain's signals are kept.</param>
internal sealed class SignalTable(ItemTable items, FutureTable futures, WaitTable waits, Func<FutureSettlement, CancellationToken, ValueTask> settle, TimeProvider clock, TimeSpan retention)
{
    /// <summary>A signal has come.</summary>
    /// <returns>False when it is known already.</returns>
    public async ValueTask<bool> SignalAsync(SignalDelivery signal, CancellationToken cancellationToken)
    {
        var id = ItemKeys.Safe(signal.SignalId);
        var isNew = false;
        var mailbox = new MailboxItem();
        await items.UpdateAsync(
            ItemKeys.PartitionOf(signal.ChainId),
            ItemKeys.Mailbox,
            item =>
            {
                mailbox = Read(item);
                isNew = !mailbox.Knows(id);
                mailbox = isNew ? mailbox.Signal(signal.Name, id, signal.Value) : mailbox;
                return isNew ? (mailbox.Write(), Expiry) : null;
            },
            cancellationToken).ConfigureAwait(false);
        await SettleAsync(signal.ChainId, mailbox, cancellationToken).ConfigureAwait(false);
        return isNew;
    }

    /// <summary>Someone listens, unless it has been listened to before.</summary>
    public async ValueTask ListenAsync(SignalListener listener, CancellationToken cancellationToken)
    {
        var partition = ItemKeys.PartitionOf(listener.ChainId);
        for (var tries = 1; ; tries++)
        {
            // First the mailbox, then the future: what has left the mailbox since is seen at the future, and what leaves it from now on changes its version.
            var item = await items.GetAsync(partition, ItemKeys.Mailbox, cancellationToken).ConfigureAwait(false);
            var mailbox = Read(item);
            if (!mailbox.KnowsListener(listener.FutureId) && (await futures.FindAsync(partition, listener.FutureId, cancellationToken).ConfigureAwait(false))?.Outcome is null)
            {
                mailbox = mailbox.Listen(listener.Name, listener.FutureId);
                var isDone = item is null
                    ? await items.InsertAsync(partition, ItemKeys.Mailbox, mailbox.Write(), Expiry, cancellationToken).ConfigureAwait(false)
                    : await items.ReplaceAsync(item, mailbox.Write(), Expiry, cancellationToken).ConfigureAwait(false);
                if (!isDone)
                {
                    await items.PauseAsync(tries, $"{partition}/{ItemKeys.Mailbox}", cancellationToken).ConfigureAwait(false);
                    continue;
                }
            }

            await SettleAsync(listener.ChainId, mailbox, cancellationToken).ConfigureAwait(false);
            return;
        }
    }

    /// <summary>Nobody listens with the future any more.</summary>
    public async ValueTask WithdrawAsync(ListenerWithdrawal withdrawal, CancellationToken cancellationToken)
    {
        var (chainId, futureId) = (withdrawal.ChainId, withdrawal.FutureId);
        var partition = ItemKeys.PartitionOf(chainId);
        for (var tries = 1; ; tries++)
        {
            // First the mailbox, then the future: that a signal has settled it is noted in the mailbox after it has.
            var item = await items.GetAsync(partition, ItemKeys.Mailbox, cancellationToken).ConfigureAwait(false);
            var present = Read(item);
            if (item is null || !present.KnowsListener(futureId) || (present.HasHeard(futureId) && await waits.HaveBroughtAsync(chainId, futureId, cancellationToken).ConfigureAwait(false)))
            {
                return;
            }

            var heard = present.HasHeard(futureId) ? (await futures.FindAsync(partition, futureId, cancellationToken).ConfigureAwait(false))?.Outcome : null;
            var mailbox = present.Withdraw(futureId, heard is { } outcome ? SettledFutures.ReadOne(outcome).Future.Json : null);
            if (ReferenceEquals(mailbox, present) || await items.ReplaceAsync(item, mailbox.Write(), Expiry, cancellationToken).ConfigureAwait(false))
            {
                await futures.ForgetAsync(partition, futureId, cancellationToken).ConfigureAwait(false);
                await SettleAsync(chainId, mailbox, cancellationToken).ConfigureAwait(false);
                return;
            }

            await items.PauseAsync(tries, $"{partition}/{ItemKeys.Mailbox}", cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask SettleAsync(string chainId, MailboxItem mailbox, CancellationToken cancellationToken)
    {
        if (mailbox.Pairs.Count == 0)
        {
            return;
        }

        foreach (var (_, futureId, value) in mailbox.Pairs)
        {
            await settle(new FutureSettlement(chainId, futureId, SignalDelivery.OutcomeOf(futureId, value)), cancellationToken).ConfigureAwait(false);
        }

        await items.UpdateAsync(
            ItemKeys.PartitionOf(chainId),
            ItemKeys.Mailbox,
            item =>
            {
                var present = Read(item);
                var left = mailbox.Pairs.Aggregate(present, static (left, pair) => left.Settle(pair.FutureId));
                return left.Pairs.Count == present.Pairs.Count ? null : (left.Write(), Expiry);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static MailboxItem Read(TableItem? item) => item is null ? new MailboxItem() : MailboxItem.Read(item.Body);

    private DateTimeOffset Expiry => clock.GetUtcNow() + retention;
}
