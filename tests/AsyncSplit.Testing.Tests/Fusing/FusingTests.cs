using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing.Tests.Fusing;

public sealed class FusingTests
{
    [Fact]
    public async Task CallsAndReturnsTakeNoStepsOfTheirOwn()
    {
        await using var host = Create(fuses: true);
        Assert.Equal("ada dined", await host.RunAsync<string>("Dinners.DineAsync", "ada"));
        Assert.Equal(["Dinners.DineAsync", "Dinners.RestAsync@Delay"], host.EntryPoints);
        Assert.Equal(0, host.QueuedEnvelopes);
    }

    [Fact]
    public async Task WhatGoesOnInPlaceIsNotCopied()
    {
        var (split, fused) = (await VisitsAsync(fuses: false), await VisitsAsync(fuses: true));
        Assert.Contains(split, visit => visit.StartsWith("copied", StringComparison.Ordinal));
        Assert.Contains(fused, visit => visit.StartsWith("same", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryPartHasTheMessageIdThatItsOwnStepWouldHave()
    {
        var (split, fused) = (await VisitsAsync(fuses: false), await VisitsAsync(fuses: true));
        Assert.Equal(split.Select(visit => visit.Replace("copied", "same", StringComparison.Ordinal)), fused);
    }

    [Fact]
    public async Task ARetriedCallGoesByMessage()
    {
        await using var host = Create(fuses: true);
        Assert.Equal("served ada", await host.RunAsync<string>("Dinners.ServeAsync", "ada"));
        Assert.Equal(["Dinners.ServeAsync", "IKitchen.ServeAsync", "IKitchen.ServeAsync"], host.EntryPoints);
        Assert.Equal([1, 1, 2, 1], host.Services.GetRequiredService<Visits>().All.Select(visit => int.Parse(visit.Split(' ')[^1])));
    }

    [Fact]
    public async Task AnExceptionPassesFramesThatDoNotCatchIt()
    {
        await using var host = Create(fuses: true);
        Assert.Equal("bread", await host.RunAsync<string>("Dinners.SaveAsync", "ada"));
        Assert.Single(host.Steps);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync<string>("Dinners.SpoilAsync", "ben"));
        Assert.Equal("burnt, ben", thrown.Message);
    }

    [Fact]
    public async Task AStepThatHasPassedTooManyBoundariesIsCommitted()
    {
        await using var host = ChainTestHost.Create(new ChainTestOptions { Fuses = true }, services =>
        {
            AddTo(services);
            services.Configure<Hosting.AsyncSplitOptions>(options => options.Fuse = new Hosting.FuseOptions { MaxHops = 10 });
        });
        Assert.Equal(90 + 10, await host.RunAsync<int>("Dinners.CountAsync", 55));
        Assert.Equal(11, host.Steps.Count); // 55 calls and 55 returns
    }

    [Fact]
    public async Task WhatCannotBeSentAnyMoreIsRunAgainBoundaryByBoundary()
    {
        await using var host = Create(fuses: true);
        var visits = host.Services.GetRequiredService<Visits>();

        // Written with the start and in no other step: the frame below the one that rests cannot be.
        Spoon.Writes = 1;
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync<string>("Dinners.TasteAsync", new Spoon { Name = "a spoon" }));
        Assert.Equal("worn out", thrown.Message);
        Assert.Single(visits.All);

        Spoon.Writes = int.MaxValue;
        Assert.Equal("soup with a spoon", await host.RunAsync<string>("Dinners.TasteAsync", new Spoon { Name = "a spoon" }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task FaultsDoNotChangeTheResult(int seed)
    {
        await using var host = ChainTestHost.Create(new ChainTestOptions { Fuses = true, Faults = new ChainTestFaults { Seed = seed } }, AddTo);
        for (var run = 0; run < 20; run++)
        {
            Assert.Equal("ada dined", await host.RunAsync<string>("Dinners.DineAsync", "ada"));
        }

        Assert.Equal(0, host.QueuedEnvelopes);
    }

    private static async Task<IReadOnlyList<string>> VisitsAsync(bool fuses)
    {
        await using var host = Create(fuses);
        await host.RunAsync<string>("Dinners.DineAsync", "ada");
        return host.Services.GetRequiredService<Visits>().All;
    }

    private static ChainTestHost Create(bool fuses) => ChainTestHost.Create(new ChainTestOptions { Fuses = fuses }, AddTo);

    private static void AddTo(IServiceCollection services) => services.AddSingleton<Visits>().AddSingleton<IKitchen, Kitchen>();
}
