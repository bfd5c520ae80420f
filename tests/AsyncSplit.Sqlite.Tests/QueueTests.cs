using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Stores;

namespace AsyncSplit.Sqlite.Tests;

public sealed class QueueTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task ACommittedDeliveryIsGoneAndWhatItSentIsThere()
    {
        await using var chains = _database.Open();
        await chains.CommitAsync(Commits.Sends("a"));

        var result = await chains.CommitAsync(Commits.Sends("b"), await chains.ReceiveOneAsync());

        Assert.Equal(CommitResult.Applied, result);
        Assert.Equal("b", (await chains.ReceiveOneAsync()).MessageId);
        Assert.Equal(1, _database.Count("messages"));
    }

    [Fact]
    public async Task AnIdThatIsQueuedOrCommittedIsNotQueuedAgain()
    {
        await using var chains = _database.Open();
        await chains.CommitAsync(Commits.Sends("a", "a"));
        await chains.CommitAsync(Commits.Sends("a"));
        var delivery = await chains.ReceiveOneAsync();
        await chains.CommitAsync(Commits.Sends("a"));
        await chains.CommitAsync(new StepCommit { Sends = [Commits.Envelope("a")], Step = Commits.Step("c", "a") }, delivery);

        await chains.CommitAsync(Commits.Sends("a"));

        await chains.ReceivesNothingAsync();
        Assert.Equal(0, _database.Count("messages"));
    }

    [Fact]
    public async Task TheSameIdInAnotherChainIsRememberedApart()
    {
        await using var chains = _database.Open();
        await chains.CommitAsync(Commits.Sends("a"));
        await chains.CommitAsync(new StepCommit(), await chains.ReceiveOneAsync());

        await chains.CommitAsync(new StepCommit { Sends = [Commits.Envelope("a", chain: "other")] });

        Assert.Equal("a", (await chains.ReceiveOneAsync()).MessageId);
    }

    [Fact]
    public async Task TimersAreDeliveredWhenTheyAreDueAndNotBefore()
    {
        var clock = new FakeClock();
        await using var chains = _database.Open(clock);
        await chains.CommitAsync(Commits.Sends(Commits.Now.AddDays(2), "late"));
        await chains.CommitAsync(Commits.Sends(Commits.Now.AddDays(1), "early"));
        await chains.CommitAsync(Commits.Sends(DateTimeOffset.MaxValue, "never"));
        var waiting = chains.ReceiveOneAsync();

        clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        await Task.Delay(100);
        Assert.False(waiting.IsCompleted);

        clock.Advance(TimeSpan.FromTicks(1));
        var early = await waiting;
        Assert.Equal("early", early.MessageId);
        await chains.CommitAsync(new StepCommit(), early);
        clock.Advance(TimeSpan.FromDays(10));
        var late = await chains.ReceiveOneAsync();
        Assert.Equal("late", late.MessageId);
        await chains.CommitAsync(new StepCommit(), late);
        clock.Advance(TimeSpan.FromDays(100_000));
        await chains.ReceivesNothingAsync();
    }

    [Fact]
    public async Task ATimerIsPunctual()
    {
        await using var chains = _database.Open(configure: options => options.PollInterval = TimeSpan.FromMinutes(1));
        var due = DateTimeOffset.UtcNow.AddMilliseconds(200);
        await chains.CommitAsync(Commits.Sends(due, "a"));

        await chains.ReceiveOneAsync();

        var late = DateTimeOffset.UtcNow - due;
        Assert.InRange(late, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task ACancelledReceiverLeasesNothing()
    {
        await using var chains = _database.Open();
        for (var round = 0; round < 200; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var receiving = chains.ReceiveAsync(1, cancellation.Token).AsTask();
            var committing = chains.CommitAsync(Commits.Sends($"m{round}"));
            await cancellation.CancelAsync();
            await committing;
            try
            {
                await receiving;
            }
            catch (OperationCanceledException)
            {
                receiving = chains.ReceiveOneAsync().ContinueWith<IReadOnlyList<Delivery>>(one => [one.Result]);
            }

            var delivery = Assert.Single(await receiving);
            Assert.Equal(($"m{round}", 1), (delivery.MessageId, delivery.Attempt));
        }
    }

    [Fact]
    public async Task ADisposedStoreSaysSo()
    {
        var chains = _database.Open();
        var receiving = chains.ReceiveOneAsync();
        var waiting = chains.WaitAsync("c", default).AsTask();
        await Task.Delay(50);

        await chains.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiving);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => chains.CommitAsync(Commits.Sends("a")));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await chains.FindAsync("c", default));
        await chains.DisposeAsync();
    }
}
