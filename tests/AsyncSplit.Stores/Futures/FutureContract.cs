using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Started calls end, and what waits for them is sent.</summary>
public abstract class FutureContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task TheEnvelopeIsSentWhenAllThatItWaitsForHasEnded()
    {
        await StartAsync();
        await ApplyAsync(Commits.Waits("w", 3, "a", "b", "c"));

        await ApplyAsync(Commits.Settles("b"));
        await ApplyAsync(Commits.Settles("a"));
        await ReceivesNothingAsync();
        await ApplyAsync(Commits.Settles("c"));

        Assert.Equal("[b1,a1,c1]", Text(await ReceiveOneAsync()));
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task WhatHasEndedBeforeCounts()
    {
        await StartAsync();
        await ApplyAsync(Commits.Settles("b"));
        await ApplyAsync(Commits.Settles("a"));

        await ApplyAsync(Commits.Waits("w", 2, "a", "b"));

        Assert.Equal("[b1,a1]", Text(await ReceiveOneAsync()));
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task TheFirstToEndIsEnoughAndTheOthersAreKeptForLater()
    {
        await StartAsync();
        await ApplyAsync(Commits.Waits("w", 1, "a", "b"));

        await ApplyAsync(Commits.Settles("b"));
        await ApplyAsync(Commits.Settles("a"));
        Assert.Equal("[b1]", Text(await ReceiveOneAsync()));

        await ApplyAsync(Commits.Waits("v", 1, "a"));
        Assert.Equal("[a1]", Text(await ReceiveOneAsync()));
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task TheFirstEndStaysAndASecondIsRefusedOrDropped()
    {
        await StartAsync();
        await ApplyAsync(Commits.Settles("a"));

        await RefuseAsync(Commits.Settles("a", "2"));
        await ApplyAsync(Commits.Settles("a", "3"), await DeliverAsync("m"));

        await ApplyAsync(Commits.Waits("w", 1, "a"));
        Assert.Equal("[a1]", Text(await ReceiveOneAsync()));
    }

    [Fact]
    public async Task AnEndOfAChainThatIsNotKnownOrHasEndedIsRefusedOrDropped()
    {
        await RefuseAsync(Commits.Settles("a"));
        await ApplyAsync(Commits.Settles("a"), await DeliverAsync("m"));
        await StartAsync();
        await ApplyAsync(Commits.Completes("c"));

        await RefuseAsync(Commits.Settles("a"));
        await ApplyAsync(Commits.Settles("a"), await DeliverAsync("n"));

        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task OneEndIsKnownToAllThatWaitForIt()
    {
        await StartAsync();
        await ApplyAsync(Commits.Waits("w", 1, "a", "b"));
        await ApplyAsync(Commits.Waits("v", 2, "c", "a"));

        await ApplyAsync(Commits.Settles("b"));
        Assert.Equal("[b1]", Text(await ReceiveOneAsync()));
        await ApplyAsync(Commits.Settles("a"));
        await ReceivesNothingAsync();
        await ApplyAsync(Commits.Settles("c"));

        Assert.Equal("[a1,c1]", Text(await ReceiveOneAsync()));
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task AStepMayStartSettleAndWaitInOneCommit()
    {
        await StartAsync();

        await ApplyAsync(new StepCommit { Settled = Commits.Settles("a").Settled, Wait = Commits.Wait("w", 1, "a") }, await DeliverAsync("m"));

        Assert.Equal("[a1]", Text(await ReceiveOneAsync()));
    }

    [Fact]
    public async Task TheEnvelopeOfAWaitComesWhenItIsDue()
    {
        await StartAsync();
        var wait = Commits.Wait("w", 1, "a");

        await ApplyAsync(new StepCommit { Wait = wait with { Envelope = wait.Envelope with { DueAt = Commits.Now.AddMinutes(1) } } });
        await ApplyAsync(Commits.Settles("a"));

        await ReceivesNothingAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("w", (await ReceiveOneAsync()).MessageId);
    }

    [Fact]
    public async Task ManyBranchesAreJoined()
    {
        var ids = Enumerable.Range(0, 3000).Select(static index => $"f{index}").ToArray();
        await StartAsync();
        await ApplyAsync(Commits.Waits("w", ids.Length, ids));

        await Task.WhenAll(ids.Select(id => ApplyAsync(Commits.Settles(id, ""))));

        var joined = Text(await ReceiveOneAsync()).Trim('[', ']').Split(',');
        Assert.Equal(ids.Order(), joined.Order());
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task AJoinOutlivesTheProcess()
    {
        await StartAsync();
        await ApplyAsync(Commits.Waits("w", 2, "a", "b"));
        await ApplyAsync(Commits.Settles("a"));

        await ReopenAsync();
        await ApplyAsync(Commits.Settles("b"));

        Assert.Equal("[a1,b1]", Text(await ReceiveOneAsync()));
    }

    [Fact]
    public async Task NothingIsLeftWhenTheChainHasEnded()
    {
        await StartAsync();
        await ApplyAsync(Commits.Settles("a"));
        await ApplyAsync(Commits.Waits("w", 2, "a", "b"));

        await ApplyAsync(Commits.Completes("c"));
        await CommitAsync(Commits.Waits("v", 1, "b"));

        await ReceivesNothingAsync();
        await AssertNothingIsKeptAsync();
    }
}
