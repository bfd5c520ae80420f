using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Futures that someone outside ends: remembered, and with a timer that would end them.</summary>
public abstract class CallbackContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task ASecondEndIsRefusedEvenWhenTheChainKnowsTheFirst()
    {
        await StartAsync();
        await ApplyAsync(Commits.Waits("w", 1, "a"));
        await ApplyAsync(Commits.Settles("a", remembered: true));
        await ApplyAsync(new StepCommit(), await ReceiveOneAsync());

        await ReopenAsync();
        await RefuseAsync(Commits.Settles("a", "2", remembered: true));
        await ApplyAsync(Commits.Settles("a", "3"), await DeliverAsync("m"));

        await ApplyAsync(Commits.Waits("v", 1, "a"));
        if (IsOneWithQueue)
        {
            await ReceivesNothingAsync();
        }
        else
        {
            Assert.Equal("[a1]", Text(await TakeAsync()));
        }
    }

    [Fact]
    public async Task ItIsForgottenWhenTheChainEnds()
    {
        await StartAsync();
        await ApplyAsync(Commits.Waits("w", 1, "a"));
        await ApplyAsync(Commits.Settles("a", remembered: true));
        await ApplyAsync(Commits.Completes("c"), await ReceiveOneAsync());

        await RefuseAsync(Commits.Settles("a", remembered: true));
        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task ACompletionTakesTheTimerOutOfTheQueue()
    {
        await StartAsync();
        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("expiry", Commits.Now.AddDays(1), target: "$future")], Wait = Commits.Wait("w", 1, "a") });

        await ApplyAsync(Commits.Settles("a", remembered: true, timer: "expiry"));

        await ApplyAsync(new StepCommit(), await ReceiveOneAsync());
        Clock.Advance(TimeSpan.FromDays(2));
        if (!IsOneWithQueue)
        {
            // Of no use, and dropped.
            await ApplyAsync(Commits.Settles("a", "late"), await ReceiveOneAsync());
        }

        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task ATimerThatIsWithAStepFindsItselfSuperseded()
    {
        await StartAsync();
        var expiry = await DeliverAsync("expiry");

        await ApplyAsync(Commits.Settles("a", remembered: true, timer: "expiry"));

        await (IsOneWithQueue ? RefuseAsync(Commits.Settles("a", "late"), expiry) : ApplyAsync(Commits.Settles("a", "late"), expiry));
        await ApplyAsync(Commits.Waits("w", 1, "a"));
        Assert.Equal("[a1]", Text(await ReceiveOneAsync()));
    }

    [Fact]
    public async Task ACompletionThatIsRefusedLeavesTheTimerOfOthers()
    {
        await StartAsync();
        await ApplyAsync(Commits.Settles("a", remembered: true));
        await ApplyAsync(Commits.Sends(Commits.Now.AddDays(1), "other"));

        await RefuseAsync(Commits.Settles("a", remembered: true, timer: "other"));

        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("other", (await ReceiveOneAsync()).MessageId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheTimersOfAWaitGoWithIt(bool settledBefore)
    {
        await StartAsync();
        await ApplyAsync(Commits.Sends(Commits.Now.AddDays(1), "t1", "t2"));
        var wait = new StepCommit { Wait = Commits.Wait("w", 1, "a", "t1") with { Timers = ["t1"] } };

        await ApplyAsync(settledBefore ? Commits.Settles("a") : wait);
        await ApplyAsync(settledBefore ? wait : Commits.Settles("a"));

        Assert.Equal("[a1]", Text(await TakeAsync()));
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(IsOneWithQueue ? ["t2"] : ["t1", "t2"], (await ReceiveAsync()).Select(static delivery => delivery.MessageId));
    }

    [Fact]
    public async Task ACallbackIsEndedOnceByManyAtTheSameTime()
    {
        await StartAsync();
        await ApplyAsync(Commits.Waits("w", 1, "a"));

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => CommitAsync(Commits.Settles("a", $"-{index}", remembered: true))));

        Assert.Single(results, CommitResult.Applied);
        Assert.Equal($"[a-{Array.IndexOf(results, CommitResult.Applied)}]", Text(Assert.Single(await ReceiveAsync())));
    }
}
