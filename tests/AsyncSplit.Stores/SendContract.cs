using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>An envelope is known by its id: sent again, it is dropped.</summary>
public abstract class SendContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task AnIdThatIsQueuedOrWithAStepIsNotQueuedAgain()
    {
        await StartAsync();
        await ApplyAsync(Commits.Sends("a", "a"));
        await ApplyAsync(Commits.Sends("a"));
        var delivery = await ReceiveOneAsync();

        await ApplyAsync(Commits.Sends("a"));
        await ReceivesNothingAsync();

        await ApplyAsync(new StepCommit(), delivery);
        await ReceivesNothingAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnIdThatIsCommittedIsNotQueuedAgainEvenByItsOwnStep(bool withHistory)
    {
        await StartAsync();
        var delivery = await DeliverAsync("a");

        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("a")], Step = withHistory ? Commits.Step("c", "a") : null }, delivery);
        await ApplyAsync(Commits.Sends("a"));

        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task AnIdThatWasTakenOutOfTheQueueIsNotQueuedAgain()
    {
        await StartAsync();
        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope("timer", target: "$future")] });
        await ApplyAsync(Commits.Settles("f", timer: "timer"));
        if (!IsOneWithQueue)
        {
            Assert.Equal("timer", (await TakeAsync()).MessageId);
        }

        await ApplyAsync(Commits.Sends("timer"));

        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task ARepeatedStepOfAChainThatRunsSendsNothingTwice()
    {
        await StartAsync();
        var first = await DeliverAsync("a");
        await Transport.AbandonAsync(first, TimeSpan.Zero, default);
        var second = await ReceiveOneAsync();

        await (IsOneWithQueue ? RefuseAsync(Commits.Sends("b"), first) : ApplyAsync(Commits.Sends("b"), first));
        await (IsOneWithQueue ? ApplyAsync(Commits.Sends("b"), second) : RefuseAsync(Commits.Sends("x"), second));
        await RefuseAsync(Commits.Sends("b"), second);

        Assert.Equal("b", Assert.Single(await ReceiveAsync()).MessageId);
        await ReceivesNothingAsync();
    }
}
