using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues.Tables;

/// <summary>Finds chains by the day of their start. What else is asked for is looked up in each: listing costs a read for each chain that is looked at.</summary>
internal sealed class ChainIndex(ItemTable items, ChainTable chains)
{
    // The days that this process has written to.
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Adds a chain; one that is there already stays.</summary>
    public async ValueTask AddAsync(ChainRecord chain, CancellationToken cancellationToken)
    {
        var item = new IndexItem(chain.Id, chain.Handler, chain.StartedAt);
        var day = ItemKeys.Day(chain.StartedAt);
        if (!_known.ContainsKey(day))
        {
            await items.InsertAsync(ItemKeys.Days, day, "{}"u8.ToArray(), null, cancellationToken).ConfigureAwait(false);
            _known.TryAdd(day, true);
        }

        await items.InsertAsync(item.Partition, item.Key, item.Write(), null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a chain is there.</summary>
    public async ValueTask<bool> HasAsync(ChainRecord chain, CancellationToken cancellationToken)
    {
        var item = new IndexItem(chain.Id, chain.Handler, chain.StartedAt);
        return await items.GetAsync(item.Partition, item.Key, cancellationToken).ConfigureAwait(false) is not null;
    }

    public ValueTask RemoveAsync(ChainRecord chain, CancellationToken cancellationToken)
    {
        var item = new IndexItem(chain.Id, chain.Handler, chain.StartedAt);
        return items.DeleteAsync(item.Partition, item.Key, cancellationToken);
    }

    /// <summary>The chains that are asked for, newest first, without regard to the limit.</summary>
    public async IAsyncEnumerable<ChainItem> ListAsync(ChainQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var days = await DaysAsync(cancellationToken).ConfigureAwait(false);
        days.Reverse();
        var last = Earlier(query.StartedBefore, query.After?.StartedAt);
        foreach (var day in days)
        {
            if ((last is { } latest && string.CompareOrdinal(day, ItemKeys.Day(latest)) > 0) || (query.StartedFrom is { } from && string.CompareOrdinal(day, ItemKeys.Day(from)) < 0))
            {
                continue;
            }

            await foreach (var item in ListDayAsync(day, cancellationToken).ConfigureAwait(false))
            {
                if (item.IsMeant(query) && await chains.FindAsync(item.ChainId, cancellationToken).ConfigureAwait(false) is { } chain
                    && (query.Status is null || chain.Record.Status == query.Status))
                {
                    yield return chain;
                }
            }
        }
    }

    /// <summary>All chains, oldest first.</summary>
    public async IAsyncEnumerable<ChainItem> ListOldestFirstAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var day in await DaysAsync(cancellationToken).ConfigureAwait(false))
        {
            var started = new List<IndexItem>();
            await foreach (var item in ListDayAsync(day, cancellationToken).ConfigureAwait(false))
            {
                started.Add(item);
            }

            foreach (var item in started.OrderBy(static item => item.StartedAt).ThenBy(static item => item.ChainId, StringComparer.Ordinal))
            {
                if (await chains.FindAsync(item.ChainId, cancellationToken).ConfigureAwait(false) is { } chain)
                {
                    yield return chain;
                }
                else
                {
                    // The table has forgotten the chain by its age.
                    await items.DeleteAsync(item.Partition, item.Key, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async ValueTask<List<string>> DaysAsync(CancellationToken cancellationToken)
    {
        var days = new List<string>();
        await foreach (var key in items.KeysAsync(ItemKeys.Days, cancellationToken).ConfigureAwait(false))
        {
            days.Add(key);
        }

        return days;
    }

    // All shards at the same time, each in the order of its keys; chains of one millisecond are put in order when all of them are there.
    private async IAsyncEnumerable<IndexItem> ListDayAsync(string day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shards = new List<IAsyncEnumerator<TableItem>>();
        try
        {
            for (var shard = 0; shard < IndexItem.Shards; shard++)
            {
                var started = items.QueryAsync(IndexItem.PartitionOf(day, shard), "", cancellationToken).GetAsyncEnumerator(cancellationToken);
                shards.Add(started);
                if (!await started.MoveNextAsync().ConfigureAwait(false))
                {
                    shards.Remove(started);
                    await started.DisposeAsync().ConfigureAwait(false);
                }
            }

            while (shards.Count > 0)
            {
                foreach (var item in (await TakeFirstAsync(shards).ConfigureAwait(false)).OrderByDescending(static item => item.StartedAt).ThenByDescending(static item => item.ChainId, StringComparer.Ordinal))
                {
                    yield return item;
                }
            }
        }
        finally
        {
            foreach (var shard in shards)
            {
                await shard.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes all chains of the newest millisecond that is left.</summary>
    private static async ValueTask<List<IndexItem>> TakeFirstAsync(List<IAsyncEnumerator<TableItem>> shards)
    {
        static string TimeOf(IAsyncEnumerator<TableItem> shard) => shard.Current.Stored.Key.Split(':')[0];

        var first = shards.Select(TimeOf).Min(StringComparer.Ordinal)!;
        var taken = new List<IndexItem>();
        foreach (var shard in shards.ToList())
        {
            while (TimeOf(shard) == first)
            {
                taken.Add(IndexItem.Read(shard.Current.Body));
                if (!await shard.MoveNextAsync().ConfigureAwait(false))
                {
                    shards.Remove(shard);
                    await shard.DisposeAsync().ConfigureAwait(false);
                    break;
                }
            }
        }

        return taken;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
