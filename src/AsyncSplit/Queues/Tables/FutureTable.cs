using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues.Tables;

/// <summary>How started calls, timers, callbacks and signals have ended. Each has an item, at which its end and those who wait for it meet.</summary>
internal sealed class FutureTable(ItemTable items, TimeProvider clock, TimeSpan retention)
{
    /// <summary>A future has ended. The first end stays.</summary>
    /// <param name="partition">The chain's partition.</param>
    /// <param name="futureId">The future.</param>
    /// <param name="outcome">How.</param>
    /// <param name="stamp">Its place in the order of ends.</param>
    /// <param name="by">Who says so, where that is asked; null where not.</param>
    /// <param name="isExpected">Whether nobody is likely to have an item for it yet.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the item has become. It is the one that was given in, if it has the same <paramref name="by"/>.</returns>
    public async ValueTask<FutureItem> SettleAsync(
        string partition, string futureId, ReadOnlyMemory<byte> outcome, long stamp, string? by, bool isExpected, CancellationToken cancellationToken)
    {
        var key = ItemKeys.Future(futureId);
        var settled = new FutureItem { Outcome = outcome, Stamp = stamp, SettledBy = by };
        if (isExpected && await items.InsertAsync(partition, key, settled.Write(), Expiry, cancellationToken).ConfigureAwait(false))
        {
            return settled;
        }

        var result = settled;
        await items.UpdateAsync(
            partition,
            key,
            item =>
            {
                var present = item is null ? new FutureItem() : FutureItem.Read(item.Body);
                result = present.Outcome is null ? settled with { Waiters = present.Waiters } : present;
                return present.Outcome is null ? (result.Write(), Expiry) : null;
            },
            cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>An envelope waits for a future.</summary>
    /// <returns>What the item has become: where the future has ended, whoever ended it may not know of the wait.</returns>
    public async ValueTask<FutureItem> LinkAsync(string partition, string futureId, string waitId, CancellationToken cancellationToken)
    {
        var key = ItemKeys.Future(futureId);
        var linked = new FutureItem { Waiters = [waitId] };
        if (await items.InsertAsync(partition, key, linked.Write(), Expiry, cancellationToken).ConfigureAwait(false))
        {
            return linked;
        }

        var result = linked;
        await items.UpdateAsync(
            partition,
            key,
            item =>
            {
                var present = item is null ? new FutureItem() : FutureItem.Read(item.Body);
                result = present.Outcome is not null || present.Waiters.Contains(waitId) ? present : present with { Waiters = [.. present.Waiters, waitId] };
                return ReferenceEquals(result, present) ? null : (result.Write(), Expiry);
            },
            cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>A future has not ended after all.</summary>
    public async ValueTask ForgetAsync(string partition, string futureId, CancellationToken cancellationToken) => await items.UpdateAsync(
        partition,
        ItemKeys.Future(futureId),
        item => item is not null && FutureItem.Read(item.Body) is { Outcome: not null } present ? (new FutureItem { Waiters = present.Waiters }.Write(), Expiry) : null,
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<FutureItem?> FindAsync(string partition, string futureId, CancellationToken cancellationToken) =>
        await items.GetAsync(partition, ItemKeys.Future(futureId), cancellationToken).ConfigureAwait(false) is { } item ? FutureItem.Read(item.Body) : null;

    /// <summary>The ends of many futures, as far as they have ended.</summary>
    public async ValueTask<Dictionary<string, FutureItem>> FindSettledAsync(string partition, IReadOnlyList<string> futureIds, CancellationToken cancellationToken)
    {
        var settled = new Dictionary<string, FutureItem>(StringComparer.Ordinal);
        var ids = futureIds.ToDictionary(ItemKeys.Future, StringComparer.Ordinal);
        if (futureIds.Count <= FewReads)
        {
            var found = new FutureItem?[futureIds.Count];
            await ItemTable.ForEachAsync([.. Enumerable.Range(0, found.Length)], async index => found[index] = await FindAsync(partition, futureIds[index], cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            for (var index = 0; index < found.Length; index++)
            {
                Add(futureIds[index], found[index]);
            }

            return settled;
        }

        await foreach (var item in items.QueryAsync(partition, ItemKeys.Futures, cancellationToken).ConfigureAwait(false))
        {
            if (ids.TryGetValue(item.Stored.Key, out var id))
            {
                Add(id, FutureItem.Read(item.Body));
            }
        }

        return settled;

        void Add(string id, FutureItem? future)
        {
            if (future?.Outcome is not null)
            {
                settled.Add(id, future);
            }
        }
    }

    // More are found faster by looking at all of the chain's.
    public const int FewReads = 16;

    private DateTimeOffset Expiry => clock.GetUtcNow() + retention;
}
