using AsyncSplit.Messaging;
using AsyncSplit.Queues.Decisions;
using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues.Tables;

/// <summary>
/// What envelopes wait for. A wait is decided by one conditional write, which names who did it; that one sends the envelope, and sends it again when it is repeated before it could note that it has.
/// So exactly one sends it, whoever dies where.
/// </summary>
/// <param name="items">The table.</param>
/// <param name="futures">How futures have ended.</param>
/// <param name="chains">Which chains are cancelled.</param>
/// <param name="send">Sends an envelope; with the kind of cancellation where that has ended the wait.</param>
/// <param name="clock">The time.</param>
/// <param name="options">For how long things are kept.</param>
internal sealed class WaitTable(
    ItemTable items, FutureTable futures, ChainTable chains, Func<OutgoingEnvelope, CancellationKind?, CancellationToken, ValueTask> send, TimeProvider clock, QueuedChainsOptions options)
{
    /// <summary>A future has ended that is waited for.</summary>
    public async ValueTask NoteAsync(string chainId, string futureId, string waitId, CancellationToken cancellationToken)
    {
        var partition = ItemKeys.PartitionOf(chainId);
        var item = await items.GetAsync(partition, ItemKeys.Wait(waitId), cancellationToken).ConfigureAwait(false);
        if (item is null)
        {
            // It belongs to a chain that was purged.
            return;
        }

        var wait = WaitItem.Read(item.Body);
        if (wait is { State: WaitState.Open, Buckets.Count: > 0 } && !await FillsAsync(partition, wait, futureId, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        wait = await ChangeAsync(partition, item, present => present.Buckets.Count > 0 ? present.Fill(futureId) : present.End(futureId), cancellationToken).ConfigureAwait(false);
        if (wait.IsToBeSentBy(futureId))
        {
            await SendAsync(chainId, wait, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A step waits, as it has decided.</summary>
    /// <param name="wait">What for.</param>
    /// <param name="decisionKey">Where the decision is.</param>
    /// <param name="own">The futures that it has started itself: whoever ends them knows of the wait.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask RegisterAsync(FutureWait wait, string decisionKey, IReadOnlySet<string> own, CancellationToken cancellationToken)
    {
        var chainId = wait.Envelope.ChainId;
        var partition = ItemKeys.PartitionOf(chainId);
        var waitId = wait.Envelope.MessageId;
        var others = wait.FutureIds.Where(id => !own.Contains(id)).ToList();
        var created = WaitItem.Create(waitId, decisionKey, wait.FutureIds, wait.Needed, wait.OutlivesCancellation);
        if (others.Count > FutureTable.FewReads && others.Count == wait.FutureIds.Count && await HaveEndedAsync(partition, wait, cancellationToken).ConfigureAwait(false))
        {
            created = created.Decide(WaitItem.ByItself);
        }

        if (!await items.InsertAsync(partition, ItemKeys.Wait(waitId), created.Write(), KeptUntil, cancellationToken).ConfigureAwait(false))
        {
            var present = await items.GetAsync(partition, ItemKeys.Wait(waitId), cancellationToken).ConfigureAwait(false);
            created = present is null ? created : WaitItem.Read(present.Body);
        }

        if (created.State == WaitState.Open)
        {
            if (!await IsCancelledAsync(chainId, waitId, wait.OutlivesCancellation, cancellationToken).ConfigureAwait(false))
            {
                await LinkAsync(chainId, waitId, others, cancellationToken).ConfigureAwait(false);
            }
        }
        else if (created.DecidedBy is { } by && created.State == WaitState.Decided && (by is WaitItem.ByItself or WaitItem.ByCancellation || others.Contains(by)))
        {
            // This step has decided it before it was interrupted.
            await SendAsync(chainId, created, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An envelope that is never due waits for the chain's cancellation.</summary>
    public async ValueTask HoldAsync(OutgoingEnvelope envelope, string decisionKey, CancellationToken cancellationToken)
    {
        var held = WaitItem.Create(envelope.MessageId, decisionKey, [], int.MaxValue, envelope.OutlivesCancellation);
        await items.InsertAsync(ItemKeys.PartitionOf(envelope.ChainId), ItemKeys.Wait(envelope.MessageId), held.Write(), KeptUntil, cancellationToken).ConfigureAwait(false);
        await IsCancelledAsync(envelope.ChainId, envelope.MessageId, envelope.OutlivesCancellation, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The chain is cancelled: nothing is waited for any longer.</summary>
    public async ValueTask CancelAsync(string chainId, CancellationToken cancellationToken)
    {
        var partition = ItemKeys.PartitionOf(chainId);
        var open = new List<TableItem>();
        await foreach (var item in items.QueryAsync(partition, ItemKeys.Waits, cancellationToken).ConfigureAwait(false))
        {
            if (WaitItem.Read(item.Body) is { State: not WaitState.Sent, OutlivesCancellation: false })
            {
                open.Add(item);
            }
        }

        await ItemTable.ForEachAsync(open, item => CancelAsync(chainId, item, cancellationToken)).ConfigureAwait(false);
    }

    private async Task CancelAsync(string chainId, TableItem item, CancellationToken cancellationToken)
    {
        var cancelled = await ChangeAsync(ItemKeys.PartitionOf(chainId), item, static wait => wait.Cancel(), cancellationToken).ConfigureAwait(false);
        if (cancelled.IsToBeSentBy(WaitItem.ByCancellation))
        {
            await SendAsync(chainId, cancelled, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an envelope has brought the end of a future, or is about to. All waits of the chain are looked at: it is asked seldom.</summary>
    public async ValueTask<bool> HaveBroughtAsync(string chainId, string futureId, CancellationToken cancellationToken)
    {
        var partition = ItemKeys.PartitionOf(chainId);
        await foreach (var item in items.QueryAsync(partition, ItemKeys.Waits, cancellationToken).ConfigureAwait(false))
        {
            var wait = WaitItem.Read(item.Body);
            if (wait.State == WaitState.Open || wait.IsCancelled)
            {
                continue;
            }

            // Where ends are noted in buckets, all have been waited for.
            if (wait.Ended.Count > 0
                ? wait.Ended.Contains(futureId)
                : await items.GetAsync(partition, wait.DecisionKey, cancellationToken).ConfigureAwait(false) is { } decision && CommitReader.Read(decision.Body).Commit.Wait?.FutureIds.Contains(futureId) == true)
            {
                return true;
            }
        }

        return false;
    }

    // Whoever cancels the chain may have looked before the wait was there: then the chain says so by now.
    private async ValueTask<bool> IsCancelledAsync(string chainId, string waitId, bool outlives, CancellationToken cancellationToken)
    {
        if (!outlives && await chains.FindAsync(chainId, cancellationToken).ConfigureAwait(false) is { Record.Cancellation: not null }
            && await items.GetAsync(ItemKeys.PartitionOf(chainId), ItemKeys.Wait(waitId), cancellationToken).ConfigureAwait(false) is { } item)
        {
            await CancelAsync(chainId, item, cancellationToken).ConfigureAwait(false);
            return true;
        }

        return false;
    }

    private async ValueTask LinkAsync(string chainId, string waitId, List<string> futureIds, CancellationToken cancellationToken)
    {
        var partition = ItemKeys.PartitionOf(chainId);
        var links = new FutureItem[futureIds.Count];
        await ItemTable.ForEachAsync(
            [.. Enumerable.Range(0, links.Length)],
            async index => links[index] = await futures.LinkAsync(partition, futureIds[index], waitId, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var index in Enumerable.Range(0, links.Length).Where(index => links[index].Outcome is not null).OrderBy(index => links[index].Stamp))
        {
            await NoteAsync(chainId, futureIds[index], waitId, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> HaveEndedAsync(string partition, FutureWait wait, CancellationToken cancellationToken) =>
        wait.Needed == wait.FutureIds.Count && (await futures.FindSettledAsync(partition, wait.FutureIds, cancellationToken).ConfigureAwait(false)).Count == wait.Needed;

    /// <summary>Notes an end in its bucket.</summary>
    /// <returns>Whether the bucket is full.</returns>
    private async ValueTask<bool> FillsAsync(string partition, WaitItem wait, string futureId, CancellationToken cancellationToken)
    {
        var bucket = wait.BucketOf(futureId);
        var count = 0;
        await items.UpdateAsync(
            partition,
            ItemKeys.Bucket(wait.MessageId, bucket),
            item =>
            {
                var present = item is null ? new BucketItem([]) : BucketItem.Read(item.Body);
                var filled = present.Ended.Contains(futureId) ? present : new BucketItem([.. present.Ended, futureId]);
                count = filled.Ended.Count;
                return ReferenceEquals(filled, present) ? null : (filled.Write(), KeptUntil);
            },
            cancellationToken).ConfigureAwait(false);
        return count >= wait.Buckets[bucket];
    }

    private async ValueTask SendAsync(string chainId, WaitItem wait, CancellationToken cancellationToken)
    {
        var partition = ItemKeys.PartitionOf(chainId);
        if (await items.GetAsync(partition, wait.DecisionKey, cancellationToken).ConfigureAwait(false) is { } decision)
        {
            var kind = wait.IsCancelled ? (await chains.FindAsync(chainId, cancellationToken).ConfigureAwait(false))?.Record.Cancellation : null;
            await send(await CompleteAsync(partition, wait, CommitReader.Read(decision.Body).Commit, cancellationToken).ConfigureAwait(false), kind, cancellationToken).ConfigureAwait(false);
        }

        await items.UpdateAsync(
            partition,
            ItemKeys.Wait(wait.MessageId),
            item => item is null || WaitItem.Read(item.Body).State == WaitState.Sent ? null : (wait.Send().Write(), clock.GetUtcNow() + options.DecisionRetention),
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<OutgoingEnvelope> CompleteAsync(string partition, WaitItem wait, StepCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Wait is not { } meant || meant.Envelope.MessageId != wait.MessageId)
        {
            return commit.Sends.First(envelope => envelope.MessageId == wait.MessageId) with { DueAt = clock.GetUtcNow() };
        }

        if (wait.IsCancelled)
        {
            return meant.Complete([]) with { DueAt = clock.GetUtcNow() };
        }

        var ids = wait.Ended.Count > 0 ? wait.Ended : meant.FutureIds;
        var settled = await futures.FindSettledAsync(partition, ids, cancellationToken).ConfigureAwait(false);
        IEnumerable<string> ordered = wait.Ended.Count > 0 ? ids : ids.OrderBy(id => settled[id].Stamp).ThenBy(static id => id, StringComparer.Ordinal);
        return meant.Complete([.. ordered.Select(id => settled[id].Outcome!.Value)]);
    }

    private async ValueTask<WaitItem> ChangeAsync(string partition, TableItem item, Func<WaitItem, WaitItem> change, CancellationToken cancellationToken)
    {
        WaitItem? changed = null;
        await items.UpdateAsync(
            partition,
            item.Stored.Key,
            item,
            present =>
            {
                // Only a purge takes it away.
                var wait = WaitItem.Read((present ?? item).Body);
                changed = change(wait);
                return present is null || ReferenceEquals(changed, wait) ? null : (changed.Write(), KeptUntil);
            },
            cancellationToken).ConfigureAwait(false);
        return changed!;
    }

    private DateTimeOffset KeptUntil => clock.GetUtcNow() + options.FutureRetention;
}
