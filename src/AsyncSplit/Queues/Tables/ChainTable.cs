using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues.Tables;

/// <summary>What is known of chains.</summary>
/// <param name="items">The table.</param>
/// <param name="retention">For how long a chain that has ended is kept; null for ever.</param>
internal sealed class ChainTable(ItemTable items, TimeSpan? retention)
{
    public async ValueTask<ChainItem?> FindAsync(string chainId, CancellationToken cancellationToken) =>
        await items.GetAsync(ItemKeys.PartitionOf(chainId), ItemKeys.Chain, cancellationToken).ConfigureAwait(false) is { } item ? ChainItem.Read(item.Body) : null;

    public ValueTask<bool> InsertAsync(ChainItem chain, CancellationToken cancellationToken) =>
        items.InsertAsync(ItemKeys.PartitionOf(chain.Record.Id), ItemKeys.Chain, chain.Write(), null, cancellationToken);

    /// <summary>Changes a chain.</summary>
    /// <param name="chainId">Which.</param>
    /// <param name="change">Gets what is known, null for nothing, and says what it becomes; the same, or null, for no change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What it has become; null where there is none.</returns>
    public async ValueTask<ChainItem?> UpdateAsync(string chainId, Func<ChainItem?, ChainItem?> change, CancellationToken cancellationToken)
    {
        ChainItem? changed = null;
        await items.UpdateAsync(
            ItemKeys.PartitionOf(chainId),
            ItemKeys.Chain,
            item =>
            {
                var chain = item is null ? null : ChainItem.Read(item.Body);
                changed = change(chain);
                return changed is null || ReferenceEquals(changed, chain) ? null : (changed.Write(), ExpiryOf(changed));
            },
            cancellationToken).ConfigureAwait(false);
        return changed;
    }

    // One that can go on from a dead letter is kept.
    private DateTimeOffset? ExpiryOf(ChainItem chain) => chain is { IsKept: false, Record.CompletedAt: { } completed } && retention is { } kept ? completed + kept : null;
}
