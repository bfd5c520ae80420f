using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Envelopes that cannot be run are kept, and go on or are thrown away.</summary>
public abstract class DeadLetterContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task ADeadLetterIsKeptAsItWas()
    {
        await StartAsync();
        var delivery = await DeliverAsync("a");
        var letter = Commits.DeadLetter(delivery, "c", "why", DeadLetterKind.Unhandled) with { Error = "{}"u8.ToArray() };

        await ApplyAsync(new StepCommit { DeadLetter = letter }, delivery);
        await ReopenAsync();

        foreach (var kept in new[] { Assert.Single(await DeadLettersAsync()), await Store.FindDeadLetterAsync("a", default) })
        {
            Assert.Equal(
                ("a", "c", "target", DeadLetterKind.Unhandled, "why", Commits.Now),
                (kept!.MessageId, kept.ChainId, kept.EntryPoint, kept.Kind, kept.Reason, kept.ParkedAt));
            Assert.Equal("body of a"u8, kept.Body.Span);
            Assert.Equal("{}"u8, kept.Error!.Value.Span);
        }

        Assert.Null(await Store.FindDeadLetterAsync("b", default));
        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task TheyAreListedOldestFirst()
    {
        for (var index = 0; index < 300; index++)
        {
            await ApplyAsync(Commits.Parks(new Delivery($"m{index}", default), null, "why"));
        }

        Assert.Equal(Enumerable.Range(0, 300).Select(static index => $"m{index}"), (await DeadLettersAsync()).Select(static letter => letter.MessageId));
    }

    [Fact]
    public async Task ItParksItsChain()
    {
        await StartAsync();
        var waiting = Store.WaitAsync("c", default).AsTask();

        await ApplyAsync(Commits.Parks(await DeliverAsync("a"), "c", "why"));

        var chain = await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((ChainStatus.Parked, "why", null), (chain.Status, chain.ParkedReason, chain.CompletedAt));
    }

    [Fact]
    public async Task AnEnvelopeThatCannotBeReadParksTheChainItWasSentFor()
    {
        await StartAsync();
        var delivery = await DeliverAsync("a");

        await ApplyAsync(Commits.Parks(delivery, null, "unreadable"), delivery);

        Assert.Equal(ChainStatus.Parked, (await FindAsync()).Status);
        Assert.Null(Assert.Single(await DeadLettersAsync()).ChainId);
        await ApplyAsync(Commits.Redrives("a", Commits.Envelope("b")));
        Assert.Equal(ChainStatus.Running, (await FindAsync()).Status);
    }

    [Fact]
    public async Task AParkedChainMayStillEnd()
    {
        await StartAsync();
        await ParkAsync("a");

        await ApplyAsync(Commits.Completes("c"));

        var chain = await FindAsync();
        Assert.Equal((ChainStatus.Completed, null), (chain.Status, chain.ParkedReason));
        Assert.Single(await DeadLettersAsync());
    }

    [Fact]
    public async Task WithAnEndTheChainEndsAndWhatItHasStartedIsKept()
    {
        await StartAsync();
        await ApplyAsync(Commits.Settles("a"));
        await ApplyAsync(Commits.Waits("w", 2, "b", "c"));
        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("timer", Commits.Now.AddDays(1), target: "$future")] });

        await FailAsync("m");

        var chain = await FindAsync();
        Assert.Equal((ChainStatus.Failed, Commits.Now), (chain.Status, chain.CompletedAt));
        await ApplyAsync(Commits.Settles("b"));
        await ApplyAsync(Commits.Settles("c"));
        Assert.Equal("[b1,c1]", Text(await TakeAsync()));
        await ApplyAsync(Commits.Waits("v", 1, "a"));
        Assert.Equal("[a1]", Text(await TakeAsync()));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("timer", (await ReceiveOneAsync()).MessageId);
    }

    [Fact]
    public async Task ARedrivenOneIsSentAndItsChainRuns()
    {
        await StartAsync();
        await ApplyAsync(Commits.Signals("go", "s1"));
        await FailAsync("a");
        await ReopenAsync();

        await ApplyAsync(Commits.Redrives("a", Commits.Envelope("b")));

        var chain = await FindAsync();
        Assert.Equal((ChainStatus.Running, null, null, null), (chain.Status, chain.CompletedAt, chain.ParkedReason, chain.Error));
        Assert.Empty(await DeadLettersAsync());
        var waiting = Store.WaitAsync("c", default).AsTask();
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);
        await ApplyAsync(Commits.Listens("go", "f"));
        await ApplyAsync(Commits.Completes("c"), await ReceiveOneAsync());
        Assert.Equal(ChainStatus.Completed, (await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Status);
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task ACancelledChainThatIsRedrivenRunsAndIsCancelledStill()
    {
        await StartAsync();
        await ApplyAsync(Commits.Cancels("c"));
        var delivery = await DeliverAsync("a");
        await ApplyAsync(new StepCommit { DeadLetter = Commits.DeadLetter(delivery, "c", "why"), Completed = Commits.Fails("c", cancelled: true).Completed }, delivery);

        await ApplyAsync(Commits.Redrives("a", Commits.Envelope("b")));

        Assert.Equal((ChainStatus.Running, CancellationKind.Requested), ((await FindAsync()).Status, (await FindAsync()).Cancellation));
        Assert.Equal(CancellationKind.Requested, (await ReceiveOneAsync()).Cancellation);
    }

    [Fact]
    public async Task AChainRunsAgainOnlyWhenItsLastDeadLetterGoesOn()
    {
        await StartAsync();
        await ParkAsync("a");
        await FailAsync("b");

        await ApplyAsync(Commits.Redrives("b", Commits.Envelope("b2")));
        var parked = await FindAsync();
        Assert.Equal((ChainStatus.Parked, null, null), (parked.Status, parked.CompletedAt, parked.Error));
        Assert.NotNull(parked.ParkedReason);
        await ApplyAsync(Commits.Redrives("a", Commits.Envelope("a2")));

        Assert.Equal(ChainStatus.Running, (await FindAsync()).Status);
        Assert.Equal(2, (await ReceiveAsync()).Count);
    }

    [Fact]
    public async Task AChainThatHasCompletedStaysSoWhenAnEnvelopeOfItGoesOn()
    {
        await StartAsync();
        await ParkAsync("a");
        await ApplyAsync(Commits.Settles("f"));
        await ApplyAsync(Commits.Completes("c"));

        await ApplyAsync(Commits.Redrives("a", Commits.Envelope("b")));

        Assert.Equal(ChainStatus.Completed, (await FindAsync()).Status);
        Assert.Equal("b", (await ReceiveOneAsync()).MessageId);
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task WhatIsNotThereIsNeitherRedrivenNorDiscarded()
    {
        await StartAsync();
        await RefuseAsync(Commits.Redrives("a", Commits.Envelope("b")));
        await RefuseAsync(new StepCommit { Discarded = "a" });
        await ParkAsync("a");
        await ApplyAsync(Commits.Redrives("a", Commits.Envelope("b")));

        await RefuseAsync(Commits.Redrives("a", Commits.Envelope("b2")));

        Assert.Equal("b", Assert.Single(await ReceiveAsync()).MessageId);
    }

    [Fact]
    public async Task ADiscardedOneIsGoneAndWithTheLastOneWhatTheChainKept()
    {
        await StartAsync();
        await ApplyAsync(Commits.Settles("f"));
        await ParkAsync("a");
        await FailAsync("b");

        await ApplyAsync(new StepCommit { Discarded = "a" });
        Assert.Equal("b", Assert.Single(await DeadLettersAsync()).MessageId);
        await ApplyAsync(Commits.Settles("g"));
        await ApplyAsync(new StepCommit { Discarded = "b" });

        Assert.Empty(await DeadLettersAsync());
        Assert.Equal(ChainStatus.Failed, (await FindAsync()).Status);
        await RefuseAsync(Commits.Settles("h"));
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task AParkedChainMayBeEndedByWhoeverDiscards()
    {
        await StartAsync();
        await ApplyAsync(Commits.Settles("f"));
        await ParkAsync("a");

        await ApplyAsync(new StepCommit { Discarded = "a", Completed = Commits.Fails("c").Completed });

        Assert.Equal(ChainStatus.Failed, (await FindAsync()).Status);
        await AssertNothingIsKeptAsync();
        Assert.Equal(1, await PurgeAsync());
    }

    private async Task ParkAsync(string id)
    {
        var delivery = await DeliverAsync(id);
        await ApplyAsync(Commits.Parks(delivery, "c", $"parked {id}"), delivery);
    }

    private async Task FailAsync(string id)
    {
        var delivery = await DeliverAsync(id);
        await ApplyAsync(new StepCommit { DeadLetter = Commits.DeadLetter(delivery, "c", "unhandled", DeadLetterKind.Unhandled), Completed = Commits.Fails("c").Completed }, delivery);
    }
}
