using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>A chain that ends takes its timers along, and nothing else that is queued.</summary>
public abstract class EndContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task TimersOfFuturesAndOfTheChainGo()
    {
        await StartAsync();
        await ApplyAsync(new StepCommit
        {
            Sends =
            [
                Commits.Envelope("future", Commits.Now.AddDays(1), target: "$future"),
                Commits.Envelope("cancel", Commits.Now.AddDays(1), target: "$cancel"),
                Commits.Envelope("branch", Commits.Now.AddDays(1), target: "Orders.PlaceAsync"),
                Commits.Envelope("other", Commits.Now.AddDays(1), "d", "$future"),
            ],
        });

        await ApplyAsync(Commits.Completes("c"));

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["branch", "other"], (await ReceiveAsync()).Select(static delivery => delivery.MessageId));
    }

    [Fact]
    public async Task ATimerThatIsWithAStepFindsItselfSuperseded()
    {
        await StartAsync();
        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("future", target: "$future")] });
        var timer = await ReceiveOneAsync();

        await ApplyAsync(Commits.Completes("c"));

        await (IsOneWithQueue ? RefuseAsync(Commits.Settles("f"), timer) : ApplyAsync(Commits.Settles("f"), timer));
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task ASecondEndTakesNothing()
    {
        await StartAsync();
        var delivery = await DeliverAsync("m");
        await ApplyAsync(new StepCommit { DeadLetter = Commits.DeadLetter(delivery, "c", "why"), Completed = Commits.Fails("c").Completed }, delivery);
        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("future", Commits.Now.AddDays(1), target: "$future")] });
        await ApplyAsync(Commits.Settles("f"));

        await ApplyAsync(Commits.Completes("c"));

        await ApplyAsync(Commits.Waits("w", 1, "f"));
        Assert.Equal("[f1]", Text(await TakeAsync()));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("future", (await ReceiveOneAsync()).MessageId);
    }

    [Fact]
    public async Task WhatTheLastStepSendsWithTheEndIsSent()
    {
        await StartAsync();
        var delivery = await DeliverAsync("m");

        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("branch")], Completed = Commits.Completes("c").Completed }, delivery);

        Assert.Equal("branch", (await ReceiveOneAsync()).MessageId);
    }
}
