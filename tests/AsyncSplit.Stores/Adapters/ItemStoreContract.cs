using System.Globalization;
using System.Text;
using AsyncSplit.Queues;

namespace AsyncSplit.Stores.Adapters;

/// <summary>What a table of items has to do. The test project of a cloud derives a class.</summary>
public abstract class ItemStoreContract : IAsyncLifetime
{
    private IItemStore _items = null!;

    public async Task InitializeAsync() => _items = await OpenAsync();

    public Task DisposeAsync()
    {
        (_items as IDisposable)?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Opens a table with nothing in it.</summary>
    protected abstract Task<IItemStore> OpenAsync();

    [Fact]
    public async Task AnItemThatIsNotThereIsNull() => Assert.Null(await GetAsync("p", "k"));

    [Fact]
    public async Task AnItemIsReadAsItWasWritten()
    {
        var end = new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);
        var written = await PutAsync(new Item("p", "k", Encoding.UTF8.GetBytes("body")) { ExpiresAt = end });

        var read = await GetAsync("p", "k");

        Assert.NotNull(read);
        Assert.Equal(("p", "k", "body", end), (read.Partition, read.Key, Text(read), read.ExpiresAt));
        Assert.NotNull(read.Version);
        Assert.Equal(written.Version, read.Version);
    }

    [Fact]
    public async Task AnItemThatNeverExpiresHasNoEnd()
    {
        await PutAsync(Item("k", "body"));

        Assert.Null((await GetAsync("p", "k"))!.ExpiresAt);
    }

    [Fact]
    public async Task AnyBytesAreABodyAndSoAreNone()
    {
        var all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        await PutAsync(new Item("p", "all", all));
        await PutAsync(new Item("p", "none", default));

        Assert.Equal(all, (await GetAsync("p", "all"))!.Body.ToArray());
        Assert.Equal(0, (await GetAsync("p", "none"))!.Body.Length);
    }

    [Fact]
    public async Task ABodyMayBeAsLargeAsTheStoreSays()
    {
        var body = new byte[_items.MaxItemBytes];
        new Random(1).NextBytes(body);

        // With the longest keys and an end.
        var item = new Item(new string('p', 128), new string('k', 256), body) { ExpiresAt = DateTimeOffset.UtcNow.AddDays(1) };
        await PutAsync(item);

        Assert.Equal(body, (await GetAsync(item.Partition, item.Key))!.Body.ToArray());
    }

    [Fact]
    public async Task KeysMayHaveAllTheirCharacters()
    {
        const string key = "Az09-_.:";
        await PutAsync(new Item(key, key, Encoding.UTF8.GetBytes("body")));

        Assert.Equal("body", Text((await GetAsync(key, key))!));
        Assert.Equal([key], await KeysAsync(key, "Az"));
    }

    [Fact]
    public async Task KeysDifferInCase()
    {
        await PutAsync(Item("key", "small"));
        await PutAsync(Item("KEY", "large"));

        Assert.Equal("small", Text((await GetAsync("p", "key"))!));
        Assert.Equal("large", Text((await GetAsync("p", "KEY"))!));
    }

    [Fact]
    public async Task ANewItemIsNotWrittenWhereThereIsOne()
    {
        await PutAsync(Item("k", "first"));

        Assert.Null(await _items.TryPutAsync(Item("k", "second"), default));
        Assert.Equal("first", Text((await GetAsync("p", "k"))!));
    }

    [Fact]
    public async Task AnItemIsReplacedByWhoKnowsItsVersion()
    {
        var first = await PutAsync(Item("k", "first"));

        var second = await PutAsync(first with { Body = Encoding.UTF8.GetBytes("second") });

        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal("second", Text((await GetAsync("p", "k"))!));
    }

    [Fact]
    public async Task AnItemIsNotReplacedByWhoKnowsAnOlderVersion()
    {
        var first = await PutAsync(Item("k", "first"));
        await PutAsync(first with { Body = Encoding.UTF8.GetBytes("second") });

        Assert.Null(await _items.TryPutAsync(first with { Body = Encoding.UTF8.GetBytes("third") }, default));
        Assert.Equal("second", Text((await GetAsync("p", "k"))!));
    }

    [Fact]
    public async Task AnItemThatIsRemovedIsNotReplaced()
    {
        var first = await PutAsync(Item("k", "first"));
        await _items.DeleteAsync("p", "k", default);

        Assert.Null(await _items.TryPutAsync(first with { Body = Encoding.UTF8.GetBytes("second") }, default));
        Assert.Null(await GetAsync("p", "k"));
    }

    [Fact]
    public async Task AnItemThatIsMadeAnewIsAnotherOne()
    {
        var first = await PutAsync(Item("k", "first"));
        await _items.DeleteAsync("p", "k", default);
        var again = await PutAsync(Item("k", "again"));

        Assert.NotEqual(first.Version, again.Version);
        Assert.Null(await _items.TryPutAsync(first with { Body = Encoding.UTF8.GetBytes("stale") }, default));
    }

    [Fact]
    public async Task RemovingWhatIsNotThereIsNoError()
    {
        await _items.DeleteAsync("p", "k", default);

        Assert.Null(await GetAsync("p", "k"));
    }

    [Fact]
    public async Task OfThoseWhoWriteAtTheSameTimeOneHasWritten()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => _items.TryPutAsync(Item("k", $"{number}"), default).AsTask()));

        var written = Assert.Single(answers, answer => answer is not null)!;
        Assert.Equal(Text(written), Text((await GetAsync("p", "k"))!));
    }

    [Fact]
    public async Task EveryChangeOfManyIsMadeOnce()
    {
        await PutAsync(Item("k", "0"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CountAsync()));

        Assert.Equal("8", Text((await GetAsync("p", "k"))!));

        async Task CountAsync()
        {
            while (true)
            {
                var item = (await GetAsync("p", "k"))!;
                var next = (int.Parse(Text(item), CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
                if (await _items.TryPutAsync(item with { Body = Encoding.UTF8.GetBytes(next) }, default) is not null)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task APartitionIsListedByPrefixInTheOrderOfItsKeys()
    {
        foreach (var key in new[] { "b:2", "a:1", "b:10", "B:1", "b:1", "b", "c:1" })
        {
            await PutAsync(Item(key, key));
        }

        await PutAsync(new Item("other", "b:1", default));

        Assert.Equal(["b:1", "b:10", "b:2"], await KeysAsync("p", "b:"));
        Assert.Equal(["B:1", "a:1", "b", "b:1", "b:10", "b:2", "c:1"], await KeysAsync("p", ""));
        Assert.Empty(await KeysAsync("p", "d"));
        Assert.Empty(await KeysAsync("nobody", ""));
    }

    [Fact]
    public async Task APartitionOfSeveralPagesIsListedToItsEnd()
    {
        // More than DynamoDB puts into an answer (1 MB) and than Azure does (1,000 items).
        var body = new byte[1200];
        var keys = Enumerable.Range(0, 1100).Select(number => number.ToString("d5", CultureInfo.InvariantCulture)).ToArray();
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (key, _) => await PutAsync(new Item("p", key, body)));

        Assert.Equal(keys, await KeysAsync("p", ""));
    }

    [Fact]
    public async Task WhatIsListedIsAsItWasLastWritten()
    {
        var first = await PutAsync(Item("k", "first"));
        var second = await PutAsync(first with { Body = Encoding.UTF8.GetBytes("second") });

        var listed = await _items.QueryAsync("p", "k", default).SingleAsync();

        Assert.Equal("second", Text(listed));
        Assert.Equal(second.Version, listed.Version);
        Assert.NotNull(await _items.TryPutAsync(listed with { Body = Encoding.UTF8.GetBytes("third") }, default));
    }

    private static Item Item(string key, string body) => new("p", key, Encoding.UTF8.GetBytes(body));

    private static string Text(Item item) => Encoding.UTF8.GetString(item.Body.Span);

    private async Task<Item?> GetAsync(string partition, string key) => await _items.GetAsync(partition, key, default);

    private async Task<Item> PutAsync(Item item) => await _items.TryPutAsync(item, default) ?? throw new InvalidOperationException($"{item.Key} was not written.");

    private async Task<string[]> KeysAsync(string partition, string prefix) => await _items.QueryAsync(partition, prefix, default).Select(item => item.Key).ToArrayAsync();
}
