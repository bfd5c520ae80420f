using System.Runtime.CompilerServices;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Items;
using AsyncSplit.Queues.Tables;

namespace AsyncSplit.Queues;

/// <content>What is asked of the table.</content>
internal sealed partial class QueuedChains
{
    /// <inheritdoc/>
    public async ValueTask<ChainRecord?> FindAsync(string chainId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chainId);
        return (await TablesTo("find chains").Chains.FindAsync(chainId, cancellationToken).ConfigureAwait(false))?.Record;
    }

    /// <inheritdoc/>
    public async ValueTask<ChainRecord> WaitAsync(string chainId, CancellationToken cancellationToken)
    {
        var tables = TablesTo("wait for chains");
        for (var wait = _options.PollInterval; ; wait = wait * 2 < _options.MaxPollInterval ? wait * 2 : _options.MaxPollInterval)
        {
            if (await tables.Chains.FindAsync(chainId, cancellationToken).ConfigureAwait(false) is { Record: { Status: not ChainStatus.Running } ended })
            {
                return ended;
            }

            await Task.Delay(wait, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainRecord> ListUnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chain in IndexTo("list chains").ListOldestFirstAsync(cancellationToken).ConfigureAwait(false))
        {
            if (chain.IsOpen)
            {
                yield return chain.Record;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StepRecord> ListStepsAsync(string chainId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in TablesTo("list steps").Items.QueryAsync(ItemKeys.PartitionOf(chainId), ItemKeys.Steps, cancellationToken).ConfigureAwait(false))
        {
            using var document = ItemJson.Parse(item.Body);
            yield return StepItem.Read(document.RootElement);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeadLetter> ListDeadLettersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var letter in await TablesTo("list dead letters").Letters.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return letter;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<DeadLetter?> FindDeadLetterAsync(string messageId, CancellationToken cancellationToken) =>
        (await TablesTo("find dead letters").Letters.FindAsync(messageId, cancellationToken).ConfigureAwait(false))?.DeadLetter;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainRecord> ListAsync(ChainQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var left = query.Limit;
        if (left <= 0)
        {
            yield break;
        }

        await foreach (var chain in IndexTo("list chains").ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            yield return chain.Record;
            if (--left == 0)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Whether something of a chain is still in a queue is not known: what comes of it later finds the chain gone, and is dropped with the chain's end.</remarks>
    public async ValueTask<int> PurgeAsync(DateTimeOffset endedBefore, int maxCount, CancellationToken cancellationToken)
    {
        var tables = TablesTo("purge chains");
        var purged = 0;
        if (maxCount <= 0)
        {
            return purged;
        }

        await foreach (var chain in IndexTo("purge chains").ListOldestFirstAsync(cancellationToken).ConfigureAwait(false))
        {
            if (chain.IsKept || chain.Record.CompletedAt is not { } completed || completed >= endedBefore)
            {
                continue;
            }

            await PurgeAsync(tables, chain.Record, cancellationToken).ConfigureAwait(false);
            if (++purged == maxCount)
            {
                break;
            }
        }

        return purged;
    }

    // The chain itself comes last but one, its line in the index last: what is interrupted is found again.
    private static async ValueTask PurgeAsync(ChainTables tables, ChainRecord chain, CancellationToken cancellationToken)
    {
        var partition = ItemKeys.PartitionOf(chain.Id);
        var keys = new List<string>();
        await foreach (var key in tables.Items.KeysAsync(partition, cancellationToken).ConfigureAwait(false))
        {
            if (key != ItemKeys.Chain)
            {
                keys.Add(key);
            }
        }

        await ItemTable.ForEachAsync(keys, key => tables.Items.DeleteAsync(partition, key, cancellationToken).AsTask()).ConfigureAwait(false);
        await tables.Items.DeleteAsync(partition, ItemKeys.Chain, cancellationToken).ConfigureAwait(false);
        await tables.Index.RemoveAsync(chain, cancellationToken).ConfigureAwait(false);
    }

    private ChainTables TablesTo(string purpose) => _tables ?? throw TableIsMissing($"To {purpose}");

    private ChainIndex IndexTo(string purpose) => _options.IndexChains
        ? TablesTo(purpose).Index
        : throw new NotSupportedException($"To {purpose}, the index of chains is needed, which QueuedChainsOptions.IndexChains has left out.");
}
