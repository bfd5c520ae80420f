using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Signals and who listens find each other, whichever is first.</summary>
public abstract class SignalContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task ASignalSettlesTheFutureOfWhoListens()
    {
        await StartAsync();
        await ApplyAsync(new StepCommit { Listens = [new SignalListener("c", "go", "f")], Wait = Commits.Wait("w", 1, "f") });

        await ApplyAsync(Commits.Signals("other", "s0"));
        await ReceivesNothingAsync();
        await ApplyAsync(Commits.Signals("go", "s1", "\"yes\""));

        Assert.Equal("""[{"id":"f","result":"yes"}]""", Text(await ReceiveOneAsync()));
    }

    [Fact]
    public async Task ASignalThatComesFirstIsKept()
    {
        await StartAsync();
        await ApplyAsync(Commits.Signals("go", "s1", "5"));
        await ReopenAsync();

        await ApplyAsync(new StepCommit { Listens = [new SignalListener("c", "go", "f")], Wait = Commits.Wait("w", 1, "f") });

        Assert.Equal("""[{"id":"f","result":5}]""", Text(await ReceiveOneAsync()));
    }

    [Fact]
    public async Task TheOldestSignalGoesToTheOldestListener()
    {
        await StartAsync();
        await ApplyAsync(Commits.Listens("go", "f1"));
        await ApplyAsync(Commits.Listens("go", "f2"));
        await ApplyAsync(Commits.Signals("go", "s1", "1"));
        await ApplyAsync(Commits.Signals("go", "s2", "2"));
        await ApplyAsync(Commits.Signals("go", "s3", "3"));
        await ApplyAsync(Commits.Signals("go", "s4", "4"));
        await ApplyAsync(new StepCommit { Listens = [new SignalListener("c", "go", "f3"), new SignalListener("c", "go", "f4")] });

        await ApplyAsync(Commits.Waits("w", 4, "f4", "f3", "f2", "f1"));

        Assert.Equal("""[{"id":"f1","result":1},{"id":"f2","result":2},{"id":"f3","result":3},{"id":"f4","result":4}]""", Text(await ReceiveOneAsync()));
    }

    [Fact]
    public async Task WhoListensNoMoreHearsNothing()
    {
        await StartAsync();
        await ApplyAsync(Commits.Listens("go", "f1"));
        await ReopenAsync();

        await ApplyAsync(new StepCommit { Withdraws = [new ListenerWithdrawal("c", "f1")], Listens = [new SignalListener("c", "go", "f2")] });
        await ApplyAsync(Commits.Signals("go", "s1", "1"));
        await ApplyAsync(Commits.Waits("w", 1, "f1", "f2"));

        Assert.Equal("""[{"id":"f2","result":1}]""", Text(await ReceiveOneAsync()));
    }

    [Fact]
    public async Task ASignalThatNobodyHasHeardIsForTheNextWhoListens()
    {
        await StartAsync();
        await ApplyAsync(Commits.Listens("go", "f1"));
        await ApplyAsync(Commits.Signals("go", "s1", "\"first, \\\"quoted\\\"\""));
        await ApplyAsync(Commits.Signals("go", "s2", "2"));
        await ReopenAsync();

        await ApplyAsync(new StepCommit { Withdraws = [new ListenerWithdrawal("c", "f1")] });
        await RefuseAsync(Commits.Signals("go", "s1", "1"));
        await ApplyAsync(new StepCommit { Listens = [new SignalListener("c", "go", "f2"), new SignalListener("c", "go", "f3")] });
        await ApplyAsync(Commits.Waits("w", 2, "f1", "f2", "f3"));

        Assert.Equal("""[{"id":"f2","result":"first, \"quoted\""},{"id":"f3","result":2}]""", Text(await ReceiveOneAsync()));
    }

    [Fact]
    public async Task ASignalThatNobodyHasHeardGoesToWhoListensAlready()
    {
        await StartAsync();
        await ApplyAsync(Commits.Listens("go", "f1"));
        await ApplyAsync(Commits.Listens("go", "f2"));
        await ApplyAsync(Commits.Waits("w", 1, "f2"));
        await ApplyAsync(Commits.Signals("go", "s1", "1"));

        await ApplyAsync(new StepCommit { Withdraws = [new ListenerWithdrawal("c", "f1")] });

        Assert.Equal("""[{"id":"f2","result":1}]""", Text(await ReceiveOneAsync()));
    }

    [Fact]
    public async Task WhatTheChainHasHeardStaysHeard()
    {
        await StartAsync();
        await ApplyAsync(Commits.Listens("go", "f1"));
        await ApplyAsync(Commits.Signals("go", "s1", "1"));
        await ApplyAsync(Commits.Waits("w1", 1, "f1"));
        await TakeAsync();

        await ApplyAsync(new StepCommit { Withdraws = [new ListenerWithdrawal("c", "f1"), new ListenerWithdrawal("c", "unknown"), new ListenerWithdrawal("elsewhere", "f1")] });
        await ApplyAsync(Commits.Listens("go", "f2"));
        await ApplyAsync(Commits.Waits("w2", 1, "f2"));

        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task ACallbackThatIsWithdrawnStaysCompleted()
    {
        await StartAsync();
        var completion = Commits.Settles("f", remembered: true);
        await ApplyAsync(completion);

        await ApplyAsync(new StepCommit { Withdraws = [new ListenerWithdrawal("c", "f")] });

        await RefuseAsync(completion);
    }

    [Fact]
    public async Task ASignalOfOneChainIsNotHeardByAnother()
    {
        await StartAsync();
        await StartAsync("d");
        await ApplyAsync(Commits.Listens("go", "f"));
        await ApplyAsync(Commits.Waits("w", 1, "f"));

        await ApplyAsync(Commits.Signals("go", "s1", chain: "d"));

        await ReceivesNothingAsync();
        await ApplyAsync(Commits.Signals("go", "s1"));
        Assert.Equal("w", (await ReceiveOneAsync()).MessageId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ASignalThatIsKnownIsRefused(bool heard)
    {
        await StartAsync();
        if (heard)
        {
            await ApplyAsync(Commits.Listens("go", "f0"));
        }

        await ApplyAsync(Commits.Signals("go", "s1", "1"));
        await ReopenAsync();

        await RefuseAsync(Commits.Signals("go", "s1", "2"));
        await ApplyAsync(Commits.Signals("go", "s1", "3"), await DeliverAsync("m"));

        await ApplyAsync(Commits.Listens("go", "f1"));
        await ApplyAsync(Commits.Waits("w", 1, "f1"));
        if (heard)
        {
            await ReceivesNothingAsync();
        }
        else
        {
            Assert.Equal("""[{"id":"f1","result":1}]""", Text(await ReceiveOneAsync()));
        }
    }

    [Fact]
    public async Task AChainThatIsNotKnownOrHasEndedTakesNone()
    {
        await RefuseAsync(Commits.Signals("go", "s1"));
        await StartAsync();
        await ApplyAsync(Commits.Completes("c"));

        await RefuseAsync(Commits.Signals("go", "s1"));
        await ApplyAsync(Commits.Signals("go", "s1"), await DeliverAsync("m"));
        await CommitAsync(Commits.Listens("go", "f"));

        await AssertNothingIsKeptAsync();
    }

    [Fact]
    public async Task AParkedChainTakesThem()
    {
        await StartAsync();
        await ApplyAsync(Commits.Parks(await DeliverAsync("a"), "c", "parked"), null);

        await ApplyAsync(Commits.Signals("go", "s1"));
        await ApplyAsync(Commits.Listens("go", "f"));
        await ApplyAsync(Commits.Waits("w", 1, "f"));

        Assert.Equal("w", (await ReceiveOneAsync()).MessageId);
    }

    [Fact]
    public async Task NothingIsLeftWhenTheChainHasEnded()
    {
        await StartAsync();
        await ApplyAsync(Commits.Signals("heard", "s1"));
        await ApplyAsync(Commits.Signals("unheard", "s2"));
        await ApplyAsync(Commits.Listens("heard", "f1"));
        await ApplyAsync(Commits.Listens("silent", "f2"));

        await ApplyAsync(Commits.Completes("c"));

        await AssertNothingIsKeptAsync();
    }
}
