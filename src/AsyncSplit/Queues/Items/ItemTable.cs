using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace AsyncSplit.Queues.Items;

/// <summary>A table whose items may be larger than one: what is too large lies in parts, which are written before the item that names them.</summary>
internal sealed class ItemTable(IItemStore store, TimeProvider clock)
{
    // How often an item is tried to be changed that others change too.
    private const int MaxTries = 200;

    // How many requests are made at a time.
    private const int MaxRequests = 16;

    // The body of an item that is in parts begins with it; JSON does not.
    private const byte InParts = (byte)'@';

    /// <summary>Reads an item.</summary>
    public async ValueTask<TableItem?> GetAsync(string partition, string key, CancellationToken cancellationToken) =>
        await store.GetAsync(partition, key, cancellationToken).ConfigureAwait(false) is { } item ? await AssembleAsync(item, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>Writes an item that is not there yet.</summary>
    /// <returns>False when it is there.</returns>
    public ValueTask<bool> InsertAsync(string partition, string key, ReadOnlyMemory<byte> body, DateTimeOffset? expiresAt, CancellationToken cancellationToken) =>
        PutAsync(new Item(partition, key, body) { ExpiresAt = expiresAt }, cancellationToken);

    /// <summary>Writes an item that is as it was read.</summary>
    /// <returns>False when somebody else has changed it.</returns>
    public ValueTask<bool> ReplaceAsync(TableItem old, ReadOnlyMemory<byte> body, DateTimeOffset? expiresAt, CancellationToken cancellationToken) =>
        PutAsync(old.Stored with { Body = body, ExpiresAt = expiresAt }, cancellationToken);

    /// <summary>Changes an item, however many others do so at the same time.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="key">Its key.</param>
    /// <param name="change">Gets what is there, null for nothing, and says what is to be there; null for what is there already. Called again when somebody else was faster.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask UpdateAsync(string partition, string key, Func<TableItem?, (ReadOnlyMemory<byte> Body, DateTimeOffset? ExpiresAt)?> change, CancellationToken cancellationToken) =>
        await UpdateAsync(partition, key, await GetAsync(partition, key, cancellationToken).ConfigureAwait(false), change, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="UpdateAsync(string, string, Func{TableItem, ValueTuple{ReadOnlyMemory{byte}, DateTimeOffset?}?}, CancellationToken)"/>
    /// <param name="partition">Its partition.</param>
    /// <param name="key">Its key.</param>
    /// <param name="item">What was there when it was last read.</param>
    /// <param name="change">Gets what is there, null for nothing, and says what is to be there; null for what is there already. Called again when somebody else was faster.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask UpdateAsync(
        string partition, string key, TableItem? item, Func<TableItem?, (ReadOnlyMemory<byte> Body, DateTimeOffset? ExpiresAt)?> change, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (change(item) is not { } changed
                || await PutAsync((item?.Stored ?? new Item(partition, key, default)) with { Body = changed.Body, ExpiresAt = changed.ExpiresAt }, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            await PauseAsync(tries, $"{partition}/{key}", cancellationToken).ConfigureAwait(false);
            item = await GetAsync(partition, key, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DeleteAsync(string partition, string key, CancellationToken cancellationToken) => store.DeleteAsync(partition, key, cancellationToken);

    /// <summary>Lists the items whose key begins with <paramref name="prefix"/>.</summary>
    public async IAsyncEnumerable<TableItem> QueryAsync(string partition, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in store.QueryAsync(partition, prefix, cancellationToken).ConfigureAwait(false))
        {
            yield return await AssembleAsync(item, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The keys of a partition.</summary>
    public async IAsyncEnumerable<string> KeysAsync(string partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in store.QueryAsync(partition, "", cancellationToken).ConfigureAwait(false))
        {
            yield return item.Key;
        }
    }

    /// <summary>Does something for each of many, a bounded number at a time.</summary>
    public static async ValueTask ForEachAsync<T>(IReadOnlyList<T> things, Func<T, Task> action)
    {
        for (var start = 0; start < things.Count; start += MaxRequests)
        {
            await Task.WhenAll(things.Skip(start).Take(MaxRequests).Select(action)).ConfigureAwait(false);
        }
    }

    /// <summary>Waits before an item is tried again that somebody else was faster with.</summary>
    public Task PauseAsync(int tries, string what, CancellationToken cancellationToken) =>
        tries >= MaxTries ? throw new TimeoutException($"The item {what} was changed by others each of {MaxTries} times that it was to be changed.")
        : tries < 3 ? Task.CompletedTask
        : Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, Math.Min(4 << Math.Min(tries, 6), 100))), clock, cancellationToken);

    private async ValueTask<bool> PutAsync(Item item, CancellationToken cancellationToken)
    {
        if (item.Body.Length > store.MaxItemBytes)
        {
            item = item with { Body = await SplitAsync(item, cancellationToken).ConfigureAwait(false) };
        }

        return await store.TryPutAsync(item, cancellationToken).ConfigureAwait(false) is not null;
    }

    // Parts that nobody names, because somebody else was faster or the process has died, expire, or go with the chain.
    private async ValueTask<ReadOnlyMemory<byte>> SplitAsync(Item item, CancellationToken cancellationToken)
    {
        var nonce = Guid.NewGuid().ToString("N");
        var size = store.MaxItemBytes;
        var count = (item.Body.Length + size - 1) / size;
        await ForEachAsync([.. Enumerable.Range(0, count)], async number =>
        {
            var part = item.Body.Slice(number * size, Math.Min(size, item.Body.Length - (number * size)));
            await store.TryPutAsync(new Item(item.Partition, ItemKeys.Part(nonce, number), part) { ExpiresAt = item.ExpiresAt }, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"@{nonce}:{count}"));
    }

    private async ValueTask<TableItem> AssembleAsync(Item item, CancellationToken cancellationToken)
    {
        if (item.Body.IsEmpty || item.Body.Span[0] != InParts)
        {
            return new TableItem(item, item.Body);
        }

        var name = Encoding.ASCII.GetString(item.Body.Span[1..]).Split(':');
        var parts = new ReadOnlyMemory<byte>[int.Parse(name[1], CultureInfo.InvariantCulture)];
        await ForEachAsync([.. Enumerable.Range(0, parts.Length)], async number =>
        {
            var part = await store.GetAsync(item.Partition, ItemKeys.Part(name[0], number), cancellationToken).ConfigureAwait(false);
            parts[number] = part?.Body ?? throw new InvalidOperationException($"Part {number} of the item {item.Partition}/{item.Key} is not there.");
        }).ConfigureAwait(false);
        var body = new byte[parts.Sum(static part => part.Length)];
        var written = 0;
        foreach (var part in parts)
        {
            part.CopyTo(body.AsMemory(written));
            written += part.Length;
        }

        return new TableItem(item, body);
    }
}
