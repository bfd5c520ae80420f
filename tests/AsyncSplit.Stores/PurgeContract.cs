using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Chains that have ended are removed with all that is known of them.</summary>
public abstract class PurgeContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task ChainsThatEndedBeforeAreRemovedWithTheirHistory()
    {
        for (var index = 0; index < 5; index++)
        {
            await StartAsync($"c{index}");
            await ApplyAsync(new StepCommit { Step = Commits.Step($"c{index}", $"m{index}") });
            await ApplyAsync(new StepCommit { Completed = new ChainCompletion($"c{index}", Commits.Now.AddMinutes(index), "1"u8.ToArray(), null) });
        }

        Assert.Equal(2, await PurgeAsync(Commits.Now.AddMinutes(2)));

        Assert.Equal(["c4", "c3", "c2"], await IdsAsync(Store.ListAsync(new ChainQuery(), default)));
        Assert.Empty(await Store.ListStepsAsync("c1", default).ToListAsync());
        Assert.Single(await Store.ListStepsAsync("c2", default).ToListAsync());
        Assert.Equal(0, await PurgeAsync(Commits.Now.AddMinutes(2)));
    }

    [Fact]
    public async Task InPortions()
    {
        for (var index = 0; index < 25; index++)
        {
            await StartAsync($"c{index}");
            await ApplyAsync(Commits.Completes($"c{index}"));
        }

        Assert.Equal(10, await PurgeAsync(maxCount: 10));
        Assert.Equal(10, await PurgeAsync(maxCount: 10));
        Assert.Equal(5, await PurgeAsync(maxCount: 10));
        Assert.Equal(0, await PurgeAsync(maxCount: 10));
    }

    [Fact]
    public async Task FailedAndCancelledOnesToo()
    {
        await StartAsync("a");
        await ApplyAsync(Commits.Fails("a"));
        await StartAsync("b");
        await ApplyAsync(Commits.Fails("b", cancelled: true));

        Assert.Equal(2, await PurgeAsync());
    }

    [Fact]
    public async Task WhatRunsOrIsParkedStays()
    {
        await StartAsync("running");
        await StartAsync("parked");
        await ApplyAsync(Commits.Parks(await DeliverAsync("m", "parked"), "parked", "why"));

        Assert.Equal(0, await PurgeAsync());
    }

    [Fact]
    public async Task AChainWithADeadLetterStaysUntilThatIsGone()
    {
        await StartAsync();
        var delivery = await DeliverAsync("m");
        await ApplyAsync(new StepCommit { DeadLetter = Commits.DeadLetter(delivery, null, "unhandled"), Completed = Commits.Fails("c").Completed }, delivery);
        Assert.Equal(0, await PurgeAsync());

        await ApplyAsync(new StepCommit { Discarded = "m" });

        Assert.Equal(1, await PurgeAsync());
    }

    [Fact]
    public async Task AChainWithADeadLetterThatCameAfterItsEndStaysUntilThatIsGone()
    {
        await StartAsync();
        await ApplyAsync(Commits.Completes("c"));
        var delivery = await DeliverAsync("m");
        await ApplyAsync(Commits.Parks(delivery, null, "late"), delivery);
        Assert.Equal(0, await PurgeAsync());

        await ApplyAsync(new StepCommit { Discarded = "m" });

        Assert.Equal(1, await PurgeAsync());
    }

    [Fact]
    public async Task AChainOfWhichSomethingStillRunsStays()
    {
        await StartAsync();
        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("late")] });
        await ApplyAsync(Commits.Completes("c"));
        Assert.Equal(IsOneWithQueue ? 0 : 1, await PurgeAsync());

        await ApplyAsync(new StepCommit(), await ReceiveOneAsync());

        Assert.Equal(IsOneWithQueue ? 1 : 0, await PurgeAsync());
    }

    [Fact]
    public async Task ARemovedChainIsNotKnownAnyMore()
    {
        await StartAsync();
        await ApplyAsync(Commits.Completes("c"));
        await PurgeAsync();

        Assert.Null(await Store.FindAsync("c", default));
        await RefuseAsync(Commits.Cancels("c"));
        await StartAsync();
        Assert.Equal(ChainStatus.Running, (await FindAsync()).Status);
    }
}
