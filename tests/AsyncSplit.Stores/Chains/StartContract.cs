using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Chains begin once and end once.</summary>
public abstract class StartContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task AChainIsFoundAsItWasStarted()
    {
        Assert.Null(await Store.FindAsync("c", default));

        await ApplyAsync(Commits.Starts("c"));

        Assert.Equal(new ChainRecord { Id = "c", Handler = "handler", Status = ChainStatus.Running, StartedAt = Commits.Now }, await FindAsync());
        Assert.Equal("c-0", (await ReceiveOneAsync()).MessageId);
    }

    [Fact]
    public async Task AChainThatExistsIsNotStartedAgainAndNothingIsSent()
    {
        await ApplyAsync(Commits.Starts("c"));
        var delivery = await ReceiveOneAsync();
        var again = new StepCommit { Started = new ChainStart("c", "another", Commits.Now), Sends = [Commits.Envelope("x")] };

        await RefuseAsync(again);
        await ApplyAsync(Commits.Completes("c"), delivery);
        await RefuseAsync(again);

        Assert.Equal("handler", (await FindAsync()).Handler);
        await ReceivesNothingAsync();
    }

    [Fact]
    public async Task AChainCompletesWithItsResult()
    {
        await StartAsync();

        await ApplyAsync(new StepCommit { Completed = new ChainCompletion("c", Commits.Now.AddMilliseconds(3), "42"u8.ToArray(), null) });

        var chain = await FindAsync();
        Assert.Equal((ChainStatus.Completed, Commits.Now.AddMilliseconds(3)), (chain.Status, chain.CompletedAt));
        Assert.Equal("42"u8, chain.Result!.Value.Span);
        Assert.Null(chain.Error);
    }

    [Theory]
    [InlineData(false, ChainStatus.Failed)]
    [InlineData(true, ChainStatus.Cancelled)]
    public async Task AChainFailsOrIsCancelledWithItsError(bool cancelled, ChainStatus status)
    {
        await StartAsync();

        await ApplyAsync(Commits.Fails("c", cancelled));

        var chain = await FindAsync();
        Assert.Equal(status, chain.Status);
        Assert.Equal("{}"u8, chain.Error!.Value.Span);
        Assert.Null(chain.Result);
    }

    [Fact]
    public async Task AChainThatHasEndedStaysAsItEnded()
    {
        await StartAsync();
        await ApplyAsync(Commits.Completes("c", "1"));

        await ApplyAsync(Commits.Completes("c", "2"));
        await ApplyAsync(Commits.Fails("c"));
        await ApplyAsync(Commits.Parks(await DeliverAsync("late"), "c", "late"));

        var chain = await FindAsync();
        Assert.Equal(ChainStatus.Completed, chain.Status);
        Assert.Equal("1"u8, chain.Result!.Value.Span);
        Assert.Null(chain.ParkedReason);
    }

    [Fact]
    public async Task AWaitEndsWithTheChain()
    {
        var waiting = Store.WaitAsync("c", default).AsTask();
        await ApplyAsync(Commits.Starts("c"));
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);

        await ApplyAsync(Commits.Completes("c"));

        Assert.Equal(ChainStatus.Completed, (await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Status);
        Assert.Equal(ChainStatus.Completed, (await Store.WaitAsync("c", default)).Status);
    }

    [Fact]
    public async Task ACancelledWaitEndsAndLeavesTheOthers()
    {
        using var cancellation = new CancellationTokenSource();
        var cancelled = Store.WaitAsync("c", cancellation.Token).AsTask();
        var waiting = Store.WaitAsync("c", default).AsTask();
        await Task.Delay(50);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await ApplyAsync(Commits.Starts("c"));
        await ApplyAsync(Commits.Completes("c"));
        Assert.Equal(ChainStatus.Completed, (await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Status);
    }
}
