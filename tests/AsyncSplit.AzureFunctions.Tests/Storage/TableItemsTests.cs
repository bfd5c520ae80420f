using System.Text;
using AsyncSplit.AzureFunctions.Storage;
using AsyncSplit.AzureFunctions.Tests.Harness;
using AsyncSplit.Emulators;
using AsyncSplit.Queues;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit.AzureFunctions.Tests.Storage;

[NeedsEmulators]
public sealed class TableItemsTests
{
    [Fact]
    public async Task ATableThatIsNotThereHasNothing()
    {
        var items = (await StorageAccount.OpenAsync()).Items();
        Assert.Null(await items.GetAsync("p", "k", default));
        Assert.Empty(await ListAsync(items.QueryAsync("p", "", default)));
        await items.DeleteAsync("p", "k", default);
        Assert.Equal(0, await items.PurgeAsync(DateTimeOffset.MaxValue, default));
        Assert.Null(await items.TryPutAsync(Of("k", "x") with { Version = "W/\"datetime'2026-01-01T00%3A00%3A00.0000000Z'\"" }, default));
    }

    [Fact]
    public async Task AnItemIsReadAsItWasWritten()
    {
        var items = (await StorageAccount.OpenAsync()).Items();
        var expiresAt = new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
        var written = await items.TryPutAsync(new Item("par.ti:tion_-1", "aZ09-_.:key", "{\"a\":1}"u8.ToArray()) { ExpiresAt = expiresAt }, default);

        var read = await items.GetAsync("par.ti:tion_-1", written!.Key, default);

        Assert.Equal("{\"a\":1}", Text(read!));
        Assert.Equal(expiresAt, read!.ExpiresAt);
        Assert.Equal(written.Version, read.Version);
        Assert.NotNull(read.Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(15 * 64 * 1024)]
    public async Task ALargeBodyIsKeptInPieces(int bytes)
    {
        var items = (await StorageAccount.OpenAsync()).Items();
        var body = new byte[bytes];
        new Random(bytes).NextBytes(body);
        var written = await items.TryPutAsync(new Item("p", "k", body), default);
        Assert.Equal(body, (await items.GetAsync("p", "k", default))!.Body.ToArray());

        // What was larger before leaves nothing behind.
        await items.TryPutAsync(written! with { Body = "s"u8.ToArray() }, default);
        Assert.Equal("s", Text((await items.GetAsync("p", "k", default))!));
        Assert.Equal(15 * 64 * 1024, items.MaxItemBytes);
        await Assert.ThrowsAsync<ArgumentException>(() => items.TryPutAsync(new Item("p", "k2", new byte[items.MaxItemBytes + 1]), default).AsTask());
    }

    [Fact]
    public async Task OneOfManyWhoInsertDoesAndTheOthersSeeIt()
    {
        var account = await StorageAccount.OpenAsync();
        var written = await Task.WhenAll(Enumerable.Range(0, 10).Select(index => account.Items().TryPutAsync(Of("k", $"{index}"), default).AsTask()));
        var winner = Assert.Single(written, static item => item is not null);
        Assert.Equal(Text(winner!), Text((await account.Items().GetAsync("p", "k", default))!));
    }

    [Fact]
    public async Task OneOfManyWhoReplaceTheSameVersionDoes()
    {
        var account = await StorageAccount.OpenAsync();
        var first = await account.Items().TryPutAsync(Of("k", "first"), default);
        var written = await Task.WhenAll(Enumerable.Range(0, 10).Select(index => account.Items().TryPutAsync(first! with { Body = Encoding.UTF8.GetBytes($"{index}") }, default).AsTask()));
        var winner = Assert.Single(written, static item => item is not null);
        Assert.NotNull(await account.Items().TryPutAsync(winner! with { Body = "next"u8.ToArray() }, default));
        Assert.Null(await account.Items().TryPutAsync(winner!, default));
        Assert.Equal("next", Text((await account.Items().GetAsync("p", "k", default))!));
    }

    [Fact]
    public async Task AWriteWhoseAnswerIsLostIsOurs()
    {
        var account = await StorageAccount.OpenAsync();
        var lossy = new LossyTransport();
        var options = new TableClientOptions { Transport = lossy };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        var items = new TableItems(new TableServiceClient(account.ConnectionString, options), account.Name, NullLogger<TableItems>.Instance);
        await items.TryPutAsync(Of("other", "x"), default);

        lossy.LoseNext = true;
        var inserted = await items.TryPutAsync(Of("k", "1"), default);
        lossy.LoseNext = true;
        var replaced = await items.TryPutAsync(inserted! with { Body = "2"u8.ToArray() }, default);

        Assert.Equal("2", Text((await items.GetAsync("p", "k", default))!));
        Assert.NotNull(await items.TryPutAsync(replaced!, default));
        Assert.Equal(2, lossy.Lost);
        lossy.LoseNext = true;
        Assert.Null(await items.TryPutAsync(Of("k", "2"), default));
    }

    [Fact]
    public async Task WhatIsRemovedIsNotReplacedAndCanBeInsertedAgain()
    {
        var items = (await StorageAccount.OpenAsync()).Items();
        var first = await items.TryPutAsync(Of("k", "1"), default);
        await items.DeleteAsync("p", "k", default);
        await items.DeleteAsync("p", "k", default);

        Assert.Null(await items.TryPutAsync(first!, default));
        Assert.Null(await items.GetAsync("p", "k", default));
        Assert.NotNull(await items.TryPutAsync(Of("k", "2"), default));
    }

    [Fact]
    public async Task APartitionIsListedInTheOrdinalOrderOfItsKeys()
    {
        var items = (await StorageAccount.OpenAsync()).Items();
        string[] keys = ["a", "B", "b", "b-1", "b.1", "b:1", "b:10", "b:2", "b_1", "b1", "bA", "ba", "c"];
        foreach (var key in keys.Reverse())
        {
            await items.TryPutAsync(Of(key, key), default);
        }

        await items.TryPutAsync(new Item("q", "b:3", "other"u8.ToArray()), default);

        Assert.Equal(keys.Order(StringComparer.Ordinal), (await ListAsync(items.QueryAsync("p", "", default))).Select(static item => item.Key));
        Assert.Equal(["b:1", "b:10", "b:2"], (await ListAsync(items.QueryAsync("p", "b:", default))).Select(static item => item.Key));
        Assert.Empty(await ListAsync(items.QueryAsync("p", "d", default)));
    }

    [Fact]
    public async Task MoreItemsThanAPageHasAreAllListed()
    {
        var items = (await StorageAccount.OpenAsync()).Items();
        await Parallel.ForAsync(0, 1100, async (index, token) => await items.TryPutAsync(Of($"k{index:d5}", "x"), token));
        Assert.Equal(Enumerable.Range(0, 1100).Select(static index => $"k{index:d5}"), (await ListAsync(items.QueryAsync("p", "k", default))).Select(static item => item.Key));
    }

    [Fact]
    public async Task WhatIsOverIsPurgedAndNothingElse()
    {
        var items = (await StorageAccount.OpenAsync()).Items();
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var index = 0; index < 120; index++)
        {
            await items.TryPutAsync(Of($"k{index}", "x", index % 4 == 0 ? "p" : "q") with { ExpiresAt = now.AddMinutes(-1) }, default);
        }

        await items.TryPutAsync(Of("kept", "x"), default);
        await items.TryPutAsync(Of("later", "x") with { ExpiresAt = now.AddMinutes(1) }, default);

        Assert.Equal(120, await items.PurgeAsync(now, default));

        Assert.Equal(["kept", "later"], (await ListAsync(items.QueryAsync("p", "", default))).Select(static item => item.Key));
        Assert.Empty(await ListAsync(items.QueryAsync("q", "", default)));
    }

    private static Item Of(string key, string body, string partition = "p") => new(partition, key, Encoding.UTF8.GetBytes(body));

    private static string Text(Item item) => Encoding.UTF8.GetString(item.Body.Span);

    private static async Task<List<Item>> ListAsync(IAsyncEnumerable<Item> items)
    {
        var list = new List<Item>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
