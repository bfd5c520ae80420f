using AsyncSplit.Queues;

namespace AsyncSplit.Simulation.Planted;

/// <summary>Says of what is noted of waits that it is written, and has not done it.</summary>
internal sealed class LosesWrites(IItemStore items) : SpoiledItems(items)
{
    public override ValueTask<Item?> TryPutAsync(Item item, CancellationToken cancellationToken) =>
        item.Key.StartsWith("w:", StringComparison.Ordinal) && item.Version is not null ? new ValueTask<Item?>(item) : base.TryPutAsync(item, cancellationToken);
}
