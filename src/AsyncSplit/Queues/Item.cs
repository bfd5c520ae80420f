namespace AsyncSplit.Queues;

/// <summary>An item of an <see cref="IItemStore"/>.</summary>
/// <param name="Partition">Items of one partition can be listed: letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and <c>:</c>, at most 128.</param>
/// <param name="Key">Its key within the partition: the same characters, at most 256.</param>
/// <param name="Body">Its content.</param>
public sealed record Item(string Partition, string Key, ReadOnlyMemory<byte> Body)
{
    /// <summary>What the store tells its versions by; null for one that has not been written.</summary>
    public string? Version { get; init; }

    /// <summary>From when on the store may forget it; null for never. It may still be read for a while.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
