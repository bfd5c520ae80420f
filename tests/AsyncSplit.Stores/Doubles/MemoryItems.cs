using System.Globalization;
using System.Runtime.CompilerServices;
using AsyncSplit.Queues;

namespace AsyncSplit.Stores.Doubles;

/// <summary>A table in memory: single items, written on a condition. It holds what it takes to the rules of <see cref="IItemStore"/>.</summary>
public sealed class MemoryItems : IItemStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<string, Item>> _partitions = new(StringComparer.Ordinal);
    private long _version;

    /// <summary>Awaited before each operation, and after those that write; what it throws, the operation throws, not done or done.</summary>
    public Func<MemoryOperation, ValueTask>? Gate { get; set; }

    /// <summary>Whether a write that is done is said not to be, as by a client that has repeated its request and finds what it has written itself.</summary>
    public Func<MemoryOperation, bool>? DeniesWrite { get; set; }

    /// <inheritdoc/>
    public int MaxItemBytes { get; set; } = 400 * 1024;

    public int Reads { get; private set; }

    public int Writes { get; private set; }

    public long BytesWritten { get; private set; }

    /// <summary>The items, in the order of partitions and keys.</summary>
    public IReadOnlyList<Item> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _partitions.OrderBy(static partition => partition.Key, StringComparer.Ordinal).SelectMany(static partition => partition.Value.Values)];
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Item?> GetAsync(string partition, string key, CancellationToken cancellationToken)
    {
        Check(partition, key);
        await PassAsync(new MemoryOperation("get", $"{partition}/{key}", IsDone: false)).ConfigureAwait(false);
        lock (_lock)
        {
            Reads++;
            return _partitions.TryGetValue(partition, out var items) ? items.GetValueOrDefault(key) : null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Item?> TryPutAsync(Item item, CancellationToken cancellationToken)
    {
        Check(item.Partition, item.Key);
        if (item.Body.Length > MaxItemBytes)
        {
            throw new ArgumentException($"The item {item.Partition}/{item.Key} has {item.Body.Length} bytes; the limit is {MaxItemBytes}.");
        }

        var operation = new MemoryOperation("put", $"{item.Partition}/{item.Key}", IsDone: false);
        await PassAsync(operation).ConfigureAwait(false);
        var written = Put(item);
        if (written is not null)
        {
            await PassAsync(operation with { IsDone = true }).ConfigureAwait(false);
        }

        return written is not null && DeniesWrite?.Invoke(operation) == true ? null : written;
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(string partition, string key, CancellationToken cancellationToken)
    {
        Check(partition, key);
        var operation = new MemoryOperation("remove", $"{partition}/{key}", IsDone: false);
        await PassAsync(operation).ConfigureAwait(false);
        lock (_lock)
        {
            Writes++;
            if (_partitions.TryGetValue(partition, out var items) && items.Remove(key) && items.Count == 0)
            {
                _partitions.Remove(partition);
            }
        }

        await PassAsync(operation with { IsDone = true }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Item> QueryAsync(string partition, string keyPrefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check(partition, keyPrefix.Length == 0 ? "any" : keyPrefix);
        await PassAsync(new MemoryOperation("query", $"{partition}/{keyPrefix}", IsDone: false)).ConfigureAwait(false);
        List<Item> found;
        lock (_lock)
        {
            Reads++;
            found = _partitions.TryGetValue(partition, out var items) ? [.. items.Values.Where(item => item.Key.StartsWith(keyPrefix, StringComparison.Ordinal))] : [];
        }

        foreach (var item in found)
        {
            yield return item;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private ValueTask PassAsync(MemoryOperation operation) => Gate?.Invoke(operation) ?? ValueTask.CompletedTask;

    private Item? Put(Item item)
    {
        lock (_lock)
        {
            // A refused write costs what a write costs.
            Writes++;
            if (!_partitions.TryGetValue(item.Partition, out var items))
            {
                items = new SortedDictionary<string, Item>(StringComparer.Ordinal);
            }

            if (items.GetValueOrDefault(item.Key)?.Version != item.Version)
            {
                return null;
            }

            BytesWritten += item.Body.Length;
            var written = item with { Body = item.Body.ToArray(), Version = (++_version).ToString(CultureInfo.InvariantCulture) };
            items[item.Key] = written;
            _partitions[item.Partition] = items;
            return written;
        }
    }

    private static void Check(string partition, string key)
    {
        if (partition.Length is 0 or > 128 || key.Length is 0 or > 256 || !partition.Concat(key).All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':'))
        {
            throw new ArgumentException($"No table takes the key '{partition}' / '{key}'.");
        }
    }
}
