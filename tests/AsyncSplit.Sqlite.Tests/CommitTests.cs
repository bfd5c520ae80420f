using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Stores;

namespace AsyncSplit.Sqlite.Tests;

public sealed class CommitTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task CommitsThatGatherShareATransactionAndAFailingOneLeavesNothing()
    {
        await using var chains = _database.Open();
        await chains.CommitAsync(Commits.Sends("a", "b", "c"));
        var deliveries = await chains.ReceiveAsync(3);
        Task<CommitResult> first, failing, superseded, last;
        using (var other = _database.Connect())
        {
            // While another process writes, these gather.
            other.Execute("BEGIN IMMEDIATE");
            first = chains.CommitAsync(Commits.Sends("a1", "a2"), deliveries[0]);
            await Task.Delay(50);
            failing = chains.CommitAsync(new StepCommit { Sends = [Commits.Envelope("b1"), Commits.Envelope(null!)], Completed = Commits.Completes("c").Completed }, deliveries[1]);
            superseded = chains.CommitAsync(Commits.Sends("x"), deliveries[0]);
            last = chains.CommitAsync(Commits.Sends("c1"), deliveries[2]);
            await Task.Delay(50);
            Assert.False(first.IsCompleted);
            other.Execute("COMMIT");
        }

        Assert.Equal(CommitResult.Applied, await first);
        await Assert.ThrowsAnyAsync<Exception>(() => failing);
        Assert.Equal(CommitResult.Superseded, await superseded);
        Assert.Equal(CommitResult.Applied, await last);
        Assert.Equal(["a1", "a2", "c1"], (await chains.ReceiveAsync()).Select(delivery => delivery.MessageId));
        Assert.Equal(CommitResult.Applied, await chains.CommitAsync(Commits.Sends("b1"), deliveries[1]));
        Assert.Equal(4, _database.Count("messages"));
    }

    [Fact]
    public async Task AStepOfAChainThatExistsAlreadyLeavesItsDelivery()
    {
        await using var chains = _database.Open();
        await chains.CommitAsync(Commits.Starts("c"));
        var delivery = await chains.ReceiveOneAsync();

        Assert.Equal(CommitResult.Superseded, await chains.CommitAsync(Commits.Starts("c")));
        Assert.Equal(CommitResult.Superseded, await chains.CommitAsync(Commits.Starts("c"), delivery));

        Assert.Equal(CommitResult.Applied, await chains.CommitAsync(new StepCommit(), delivery));
        Assert.Equal(1, _database.Count("chains"));
    }

    [Fact]
    public async Task ACommitFailsWhenNobodyElseLetsItWriteAndCanBeRepeated()
    {
        await using var chains = _database.Open(configure: options => options.BusyTimeout = TimeSpan.FromMilliseconds(100));
        using var other = _database.Connect();
        other.Execute("BEGIN IMMEDIATE");

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => chains.CommitAsync(Commits.Starts("c")));

        Assert.Contains("locked", exception.Message);
        other.Execute("COMMIT");
        Assert.Equal(CommitResult.Applied, await chains.CommitAsync(Commits.Starts("c")));
    }

    [Fact]
    public async Task AFaultOfTheFileReachesThoseWhoReceive()
    {
        await using var chains = _database.Open();
        await chains.CommitAsync(Commits.Sends("a"));
        _database.Execute("ALTER TABLE messages RENAME TO hidden");

        await Assert.ThrowsAnyAsync<Exception>(() => chains.ReceiveOneAsync());

        _database.Execute("ALTER TABLE hidden RENAME TO messages");
        Assert.Equal("a", (await chains.ReceiveOneAsync()).MessageId);
    }

    [Fact]
    public async Task ADeadLetterTakesItsMessageAndParksItsChain()
    {
        await using var chains = _database.Open();
        await chains.CommitAsync(Commits.Starts("c"));
        var delivery = await chains.ReceiveOneAsync();

        // An envelope that cannot be read names no chain; the queue knows it.
        await chains.CommitAsync(Commits.Parks(delivery, null, "unreadable"), delivery);

        var letter = Assert.Single(await chains.ListDeadLettersAsync(default).ToListAsync());
        Assert.Equal(("c-0", null, "target", DeadLetterKind.UnknownEntryPoint, "unreadable", Commits.Now), (letter.MessageId, letter.ChainId, letter.EntryPoint, letter.Kind, letter.Reason, letter.ParkedAt));
        Assert.Equal("body of c-0"u8, letter.Body.Span);
        var chain = await chains.WaitAsync("c", default);
        Assert.Equal((ChainStatus.Parked, "unreadable"), (chain.Status, chain.ParkedReason));
        Assert.Equal(0, _database.Count("messages"));
    }
}
