using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>What is sent is delivered, once at a time, when it is due.</summary>
public abstract class QueueContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task WhatIsSentIsDeliveredAsItWasInOrder()
    {
        await ApplyAsync(Commits.Sends("a", "b", "c"));

        var deliveries = await ReceiveAsync(2);

        Assert.Equal(["a", "b"], deliveries.Select(static delivery => delivery.MessageId));
        Assert.Equal("body of a", Text(deliveries[0]));
        Assert.Equal(1, deliveries[0].Attempt);
        Assert.Equal(Commits.Now, deliveries[0].DueAt);
        Assert.Null(deliveries[0].Cancellation);
        Assert.Equal("c", (await ReceiveOneAsync()).MessageId);
        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task WhoWaitsGetsWhatIsSentThen()
    {
        var waiting = ReceiveOneAsync();
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);

        await ApplyAsync(Commits.Sends("a"));

        Assert.Equal("a", (await waiting).MessageId);
    }

    [Fact]
    public async Task ACommittedDeliveryIsGoneAndWhatItSentIsThere()
    {
        var delivery = await DeliverAsync("a");

        await ApplyAsync(Commits.Sends("b"), delivery);

        Assert.Equal("b", (await ReceiveOneAsync()).MessageId);
        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task ADuplicateCommitIsDropped()
    {
        var delivery = await DeliverAsync("a");
        await ApplyAsync(Commits.Sends("b"), delivery);

        await RefuseAsync(Commits.Sends("x"), delivery);

        Assert.Equal("b", (await ReceiveOneAsync()).MessageId);
        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task AnAbandonedDeliveryComesAgainWithItsAttemptCounted()
    {
        var first = await DeliverAsync("a");

        await Transport.AbandonAsync(first, TimeSpan.Zero, default);

        var second = await ReceiveOneAsync();
        Assert.Equal(("a", 2), (second.MessageId, second.Attempt));
        await RefuseAsync(Commits.Sends("x"), IsOneWithQueue ? first : await CommittedAsync(second, first));
        await (IsOneWithQueue ? ApplyAsync(new StepCommit(), second) : RefuseAsync(new StepCommit(), second));
        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task AnAbandonedDeliveryWaitsForItsDelay()
    {
        await Transport.AbandonAsync(await DeliverAsync("a"), TimeSpan.FromMinutes(1), default);

        Clock.Advance(TimeSpan.FromSeconds(59));
        await ReceivesNothingAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await ReceiveOneAsync()).Attempt);
    }

    [Fact]
    public async Task ALeaseThatIsHeldIsRenewedAndOneThatIsGivenBackIsNot()
    {
        var delivery = await DeliverAsync("a");
        Assert.True(await Transport.RenewAsync(delivery, default));

        await Transport.AbandonAsync(delivery, TimeSpan.Zero, default);

        Assert.False(await Transport.RenewAsync(delivery, default));
        await Transport.AbandonAsync(delivery, TimeSpan.FromDays(1), default);
        Assert.Equal(2, (await ReceiveOneAsync()).Attempt);
    }

    [Fact]
    public async Task TimersAreDeliveredWhenTheyAreDueAndNotBefore()
    {
        await ApplyAsync(Commits.Sends(Commits.Now.AddDays(2), "late"));
        await ApplyAsync(Commits.Sends(Commits.Now.AddDays(1), "early"));
        await ApplyAsync(Commits.Sends(DateTimeOffset.MaxValue, "never"));

        Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        await ReceivesNothingAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await ApplyAsync(new StepCommit(), await ExpectAsync("early"));
        Clock.Advance(TimeSpan.FromDays(10));
        await ApplyAsync(new StepCommit(), await ExpectAsync("late"));
        Clock.Advance(TimeSpan.FromDays(100_000));
        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task WhatIsDueFirstIsDeliveredFirst()
    {
        await ApplyAsync(Commits.Sends(Commits.Now.AddSeconds(2), "second"));
        await ApplyAsync(Commits.Sends(Commits.Now.AddSeconds(1), "first"));
        await ApplyAsync(Commits.Sends(Commits.Now.AddSeconds(2), "third"));

        Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["first", "second", "third"], (await ReceiveAsync()).Select(static delivery => delivery.MessageId));
    }

    [Fact]
    public async Task TwoReceiversNeverGetTheSameEnvelope()
    {
        await ApplyAsync(Commits.Sends([.. Enumerable.Range(0, 100).Select(static index => $"m{index}")]));

        var received = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReceiveAsync(5)));

        Assert.Equal(100, received.Sum(static deliveries => deliveries.Count));
        Assert.Equal(100, received.SelectMany(static deliveries => deliveries).Select(static delivery => delivery.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task ACancelledReceiverLeasesNothing()
    {
        for (var round = 0; round < 50; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var receiving = Transport.ReceiveAsync(1, cancellation.Token).AsTask();
            var committing = CommitAsync(Commits.Sends($"m{round}"));
            await cancellation.CancelAsync();
            await committing;
            Delivery delivery;
            try
            {
                delivery = Assert.Single(await receiving);
            }
            catch (OperationCanceledException)
            {
                delivery = await ReceiveOneAsync();
            }

            Assert.Equal(($"m{round}", 1), (delivery.MessageId, delivery.Attempt));
        }
    }

    // Where the lease says nothing, it is the first commit that counts.
    private async Task<Delivery> CommittedAsync(Delivery committed, Delivery other)
    {
        await ApplyAsync(new StepCommit(), committed);
        return other;
    }

    private async Task<Delivery> ExpectAsync(string id)
    {
        var delivery = await ReceiveOneAsync();
        Assert.Equal(id, delivery.MessageId);
        return delivery;
    }
}
