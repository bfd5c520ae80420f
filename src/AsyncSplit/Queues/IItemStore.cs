namespace AsyncSplit.Queues;

/// <summary>A table of items, each with a version: DynamoDB, Azure Tables. Nothing is asked of it but that one item is written as a whole, on a condition.</summary>
public interface IItemStore
{
    /// <summary>The largest <see cref="Item.Body"/>, in bytes.</summary>
    int MaxItemBytes { get; }

    /// <summary>Reads an item as it was last written.</summary>
    /// <returns>Null when there is none.</returns>
    ValueTask<Item?> GetAsync(string partition, string key, CancellationToken cancellationToken);

    /// <summary>Writes an item whose <see cref="Item.Version"/> is that of the one that is there; where it is null, one that is not there yet.</summary>
    /// <returns>The item with its new version; null, with nothing written, when somebody else has written or removed it meanwhile.</returns>
    ValueTask<Item?> TryPutAsync(Item item, CancellationToken cancellationToken);

    /// <summary>Removes an item, whatever its version. One that is not there is no error.</summary>
    ValueTask DeleteAsync(string partition, string key, CancellationToken cancellationToken);

    /// <summary>Lists the items of a partition whose key begins with <paramref name="keyPrefix"/>, in the ordinal order of their keys, as they were last written.</summary>
    IAsyncEnumerable<Item> QueryAsync(string partition, string keyPrefix, CancellationToken cancellationToken);
}
