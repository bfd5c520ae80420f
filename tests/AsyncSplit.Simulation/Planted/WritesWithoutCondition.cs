using AsyncSplit.Queues;

namespace AsyncSplit.Simulation.Planted;

/// <summary>Writes an item whatever its version is by now.</summary>
internal sealed class WritesWithoutCondition(IItemStore items) : SpoiledItems(items)
{
    public override async ValueTask<Item?> TryPutAsync(Item item, CancellationToken cancellationToken)
    {
        var present = await GetAsync(item.Partition, item.Key, cancellationToken).ConfigureAwait(false);
        return await base.TryPutAsync(item with { Version = present?.Version }, cancellationToken).ConfigureAwait(false);
    }
}
