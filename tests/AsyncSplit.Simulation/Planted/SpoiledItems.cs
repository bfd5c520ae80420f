using AsyncSplit.Queues;

namespace AsyncSplit.Simulation.Planted;

/// <summary>A table with a fault of its own.</summary>
internal abstract class SpoiledItems(IItemStore items) : IItemStore
{
    public int MaxItemBytes => items.MaxItemBytes;

    public ValueTask<Item?> GetAsync(string partition, string key, CancellationToken cancellationToken) => items.GetAsync(partition, key, cancellationToken);

    public virtual ValueTask<Item?> TryPutAsync(Item item, CancellationToken cancellationToken) => items.TryPutAsync(item, cancellationToken);

    public ValueTask DeleteAsync(string partition, string key, CancellationToken cancellationToken) => items.DeleteAsync(partition, key, cancellationToken);

    public IAsyncEnumerable<Item> QueryAsync(string partition, string keyPrefix, CancellationToken cancellationToken) => items.QueryAsync(partition, keyPrefix, cancellationToken);
}
