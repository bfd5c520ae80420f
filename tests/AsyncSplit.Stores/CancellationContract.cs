using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>A cancelled chain waits for nothing any more.</summary>
public abstract class CancellationContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Theory]
    [InlineData(CancellationKind.Requested)]
    [InlineData(CancellationKind.TimedOut)]
    public async Task DeliveriesSayThatTheirChainIsCancelled(CancellationKind kind)
    {
        await ApplyAsync(Commits.Starts("c"));
        await ApplyAsync(Commits.Starts("d"));

        await ApplyAsync(Commits.Cancels("c", kind));

        var deliveries = await ReceiveAsync();
        Assert.Equal([("c-0", kind), ("d-0", null)], deliveries.Select(static delivery => (delivery.MessageId, delivery.Cancellation)));
        var chain = await FindAsync();
        Assert.Equal((ChainStatus.Running, (CancellationKind?)kind), (chain.Status, chain.Cancellation));
        Assert.Null((await FindAsync("d")).Cancellation);
    }

    [Fact]
    public async Task TheFirstCancellationStays()
    {
        await StartAsync();
        await ApplyAsync(Commits.Cancels("c", CancellationKind.TimedOut));

        await ApplyAsync(Commits.Cancels("c", CancellationKind.Requested));

        Assert.Equal(CancellationKind.TimedOut, (await FindAsync()).Cancellation);
    }

    [Fact]
    public async Task AChainThatIsNotKnownOrHasEndedIsNotCancelled()
    {
        await RefuseAsync(Commits.Cancels("c"));
        await StartAsync();
        await ApplyAsync(Commits.Completes("c"));

        await RefuseAsync(Commits.Cancels("c"));
        await ApplyAsync(Commits.Cancels("c"), await DeliverAsync("m"));

        Assert.Null((await FindAsync()).Cancellation);
    }

    [Fact]
    public async Task WhatIsQueuedForLaterBecomesDue()
    {
        await StartAsync();
        await ApplyAsync(Commits.Sends(Commits.Now.AddDays(1), "tomorrow"));
        await ApplyAsync(Commits.Sends(DateTimeOffset.MaxValue, "never"));
        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("other", Commits.Now.AddDays(1), "d")] });
        Clock.Advance(TimeSpan.FromMinutes(1));

        await ApplyAsync(Commits.Cancels("c", at: Clock.GetUtcNow()));

        LetTimersHop();
        var deliveries = await ReceiveAsync();
        Assert.Equal(["never", "tomorrow"], deliveries.Select(static delivery => delivery.MessageId).Order());
        Assert.All(deliveries, delivery => Assert.Equal(CancellationKind.Requested, delivery.Cancellation));
        Assert.All(deliveries, delivery => Assert.True(!IsOneWithQueue || delivery.DueAt == Clock.GetUtcNow()));
        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task WhatWaitsForAnotherTryBecomesDueAndWhatIsWithAStepStaysThere()
    {
        await StartAsync();
        await Transport.AbandonAsync(await DeliverAsync("again"), TimeSpan.FromDays(1), default);
        var running = await DeliverAsync("running");

        await ApplyAsync(Commits.Cancels("c"));

        Clock.Advance(IsOneWithQueue ? TimeSpan.Zero : TimeSpan.FromDays(1));
        var delivery = (await ReceiveAsync()).First(static delivery => delivery.MessageId == "again");
        Assert.Equal(("again", 2, CancellationKind.Requested), (delivery.MessageId, delivery.Attempt, delivery.Cancellation));
        await ApplyAsync(Commits.Completes("c"), running);
    }

    [Fact]
    public async Task WhatIsSentForLaterAfterwardsIsDueAtOnce()
    {
        await StartAsync();
        await ApplyAsync(Commits.Cancels("c"));

        await ApplyAsync(Commits.Sends(Commits.Now.AddDays(1), "hurried"));
        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("steady", Commits.Now.AddDays(1)) with { OutlivesCancellation = true }] });

        LetTimersHop();
        Assert.Equal("hurried", (await TakeAsync()).MessageId);
        await ReceivesNothingAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("steady", Assert.Single(await ReceiveAsync()).MessageId);
    }

    [Fact]
    public async Task WhatOutlivesACancellationDoesSoWhenItWasSentBefore()
    {
        await StartAsync();
        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("steady", Commits.Now.AddDays(1)) with { OutlivesCancellation = true }] });
        await ApplyAsync(new StepCommit { Wait = Commits.Wait("w", 1, "a") with { OutlivesCancellation = true } });

        await ApplyAsync(Commits.Cancels("c"));

        await ReceivesNothingAsync();
        await ApplyAsync(Commits.Settles("a"));
        Assert.Equal("[a1]", Text(Assert.Single(await ReceiveAsync())));
    }

    [Fact]
    public async Task WaitsAreSentWithoutEndsWhichStay()
    {
        await StartAsync();
        await ApplyAsync(Commits.Settles("a"));
        await ApplyAsync(Commits.Waits("w", 2, "a", "b"));

        await ApplyAsync(Commits.Cancels("c"));

        Assert.Equal("[]", Text(Assert.Single(await ReceiveAsync())));
        await ApplyAsync(Commits.Settles("b"));
        await ReceivesNothingAsync();
        await ApplyAsync(new StepCommit { Wait = Commits.Wait("v", 2, "b", "a") with { OutlivesCancellation = true } });
        Assert.Equal("[a1,b1]", Text(Assert.Single(await ReceiveAsync())));
    }

    [Fact]
    public async Task WhoWaitsAfterwardsWaitsNotAtAllUnlessItHasBeenCancelledItself()
    {
        await StartAsync();
        await ApplyAsync(Commits.Cancels("c"));
        await ApplyAsync(Commits.Settles("a"));

        await ApplyAsync(Commits.Waits("w", 1, "a"));
        await ApplyAsync(new StepCommit { Wait = Commits.Wait("v", 1, "b") with { OutlivesCancellation = true } });

        Assert.Equal("[]", Text(Assert.Single(await ReceiveAsync())));
        await ApplyAsync(Commits.Settles("b"));
        Assert.Equal("[b1]", Text(Assert.Single(await ReceiveAsync())));
    }

    [Fact]
    public async Task TheEnvelopeOfAWaitThatIsCancelledIsDueAtOnce()
    {
        await StartAsync();
        var wait = Commits.Wait("w", 1, "a");
        await ApplyAsync(new StepCommit { Wait = wait with { Envelope = wait.Envelope with { DueAt = Commits.Now.AddDays(1) } } });

        await ApplyAsync(Commits.Cancels("c"));

        Assert.Equal("w", Assert.Single(await ReceiveAsync()).MessageId);
    }

    [Fact]
    public async Task AStepMayCancelItsChain()
    {
        await StartAsync();
        await ApplyAsync(Commits.Sends(Commits.Now.AddDays(1), "later"));
        var delivery = await DeliverAsync("deadline");

        await ApplyAsync(Commits.Cancels("c", CancellationKind.TimedOut), delivery);

        LetTimersHop();
        var hurried = Assert.Single(await ReceiveAsync());
        Assert.Equal(("later", CancellationKind.TimedOut), (hurried.MessageId, hurried.Cancellation));
    }

    [Fact]
    public async Task ACancelledChainEndsAsItEnds()
    {
        await StartAsync();
        await ApplyAsync(Commits.Cancels("c"));
        await ReopenAsync();

        await ApplyAsync(Commits.Fails("c", cancelled: true));

        var chain = await FindAsync();
        Assert.Equal((ChainStatus.Cancelled, CancellationKind.Requested), (chain.Status, chain.Cancellation));
        await RefuseAsync(Commits.Cancels("c"));
    }
}
