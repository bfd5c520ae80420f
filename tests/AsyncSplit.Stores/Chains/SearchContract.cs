using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Chains are found by what is known of them, page by page.</summary>
public abstract class SearchContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task AllAreListedNewestFirst()
    {
        await StartSomeAsync();

        Assert.Equal(["c5", "c4", "c3", "c2", "c1", "c0"], await ListAsync(new ChainQuery()));
    }

    [Fact]
    public async Task ByStatus()
    {
        await StartSomeAsync();
        await ApplyAsync(Commits.Completes("c1"));
        await ApplyAsync(Commits.Fails("c2"));
        await ApplyAsync(Commits.Fails("c3", cancelled: true));
        await ApplyAsync(Commits.Parks(await DeliverAsync("m", "c4"), "c4", "why"));

        Assert.Equal(["c5", "c0"], await ListAsync(new ChainQuery { Status = ChainStatus.Running }));
        Assert.Equal(["c1"], await ListAsync(new ChainQuery { Status = ChainStatus.Completed }));
        Assert.Equal(["c2"], await ListAsync(new ChainQuery { Status = ChainStatus.Failed }));
        Assert.Equal(["c3"], await ListAsync(new ChainQuery { Status = ChainStatus.Cancelled }));
        Assert.Equal(["c4"], await ListAsync(new ChainQuery { Status = ChainStatus.Parked }));
    }

    [Fact]
    public async Task ByTheBeginningOfTheHandlersName()
    {
        await StartAsync("a", "Orders.PlaceAsync");
        await StartAsync("b", "Orders.CancelAsync");
        await StartAsync("c", "OrdersOld.PlaceAsync");
        await StartAsync("d", "orders.PlaceAsync");
        await StartAsync("e", "100%_sure[*?]");

        Assert.Equal(["b", "a"], await ListAsync(new ChainQuery { Handler = "Orders." }));
        Assert.Equal(["c", "b", "a"], await ListAsync(new ChainQuery { Handler = "Orders" }));
        Assert.Equal(["a"], await ListAsync(new ChainQuery { Handler = "Orders.PlaceAsync" }));
        Assert.Equal(["e"], await ListAsync(new ChainQuery { Handler = "100%_sure[*?]" }));
        Assert.Equal(["e", "d", "c", "b", "a"], await ListAsync(new ChainQuery { Handler = "" }));
        Assert.Empty(await ListAsync(new ChainQuery { Handler = "100%%" }));
        Assert.Empty(await ListAsync(new ChainQuery { Handler = "*" }));
        Assert.Empty(await ListAsync(new ChainQuery { Handler = "_" }));
    }

    [Fact]
    public async Task ByTheTimeOfTheStart()
    {
        await StartSomeAsync();

        var query = new ChainQuery { StartedFrom = Commits.Now.AddMinutes(1), StartedBefore = Commits.Now.AddMinutes(4) };

        Assert.Equal(["c3", "c2", "c1"], await ListAsync(query));
        Assert.Equal(["c3"], await ListAsync(query with { StartedFrom = Commits.Now.AddMinutes(3) }));
        Assert.Equal(["c0"], await ListAsync(new ChainQuery { StartedBefore = Commits.Now.AddMinutes(1) }));
    }

    [Fact]
    public async Task ByEverythingAtOnce()
    {
        await StartSomeAsync();
        await ApplyAsync(Commits.Completes("c1"));
        await ApplyAsync(Commits.Completes("c2"));
        await StartAsync("d", "other", Commits.Now.AddMinutes(1));
        await ApplyAsync(Commits.Completes("d"));

        var query = new ChainQuery { Status = ChainStatus.Completed, Handler = "hand", StartedFrom = Commits.Now, StartedBefore = Commits.Now.AddMinutes(2) };

        Assert.Equal(["c1"], await ListAsync(query));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public async Task PagesMakeUpTheWhole(int limit)
    {
        // Three chains to a time: the id decides.
        for (var index = 0; index < 600; index++)
        {
            await StartAsync($"c{index:000}", index % 2 == 0 ? "even" : "odd", Commits.Now.AddSeconds(index / 3));
        }

        var query = new ChainQuery { Handler = "even", Limit = limit, StartedFrom = Commits.Now.AddSeconds(limit == 1 ? 180 : 0) };
        var listed = new List<ChainRecord>();
        while (true)
        {
            var page = await Store.ListAsync(query, default).ToListAsync();
            listed.AddRange(page);
            Assert.InRange(page.Count, 0, limit);
            if (page.Count == 0)
            {
                break;
            }

            query = query with { After = page[^1] };
        }

        var first = limit == 1 ? 540 : 0;
        Assert.Equal(Enumerable.Range(first, 600 - first).Where(static index => index % 2 == 0).Reverse().Select(static index => $"c{index:000}"), listed.Select(static chain => chain.Id));
    }

    [Fact]
    public async Task ALimitOfNothingFindsNothing()
    {
        await StartSomeAsync();

        Assert.Empty(await ListAsync(new ChainQuery { Limit = 0 }));
    }

    [Fact]
    public async Task UnfinishedChainsAreListedOldestFirst()
    {
        await StartSomeAsync();
        await ApplyAsync(Commits.Completes("c1"));
        await ApplyAsync(Commits.Fails("c2"));
        await ApplyAsync(Commits.Parks(await DeliverAsync("m", "c4"), "c4", "why"));

        Assert.Equal(["c0", "c3", "c4", "c5"], await IdsAsync(Store.ListUnfinishedAsync(default)));
    }

    private Task<string[]> ListAsync(ChainQuery query) => IdsAsync(Store.ListAsync(query, default));

    private async Task StartSomeAsync()
    {
        for (var index = 0; index < 6; index++)
        {
            await StartAsync($"c{index}", at: Commits.Now.AddMinutes(index));
        }
    }
}
