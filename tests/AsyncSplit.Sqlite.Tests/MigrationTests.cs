using System.Text;
using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Stores;

namespace AsyncSplit.Sqlite.Tests;

/// <summary>A file of an older version goes on with this one.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public MigrationTests()
    {
        using var reader = new StreamReader(typeof(MigrationTests).Assembly.GetManifestResourceStream("Version2.sql")!);
        _database.Execute(reader.ReadToEnd());
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task WhatWasJoinedIsJoined()
    {
        await using var chains = _database.Open();
        var queued = await chains.ReceiveOneAsync();
        Assert.Equal(("j1", null), (queued.MessageId, queued.Cancellation));

        await chains.CommitAsync(Commits.Settles("b", chain: "joins"), queued);

        var joined = await chains.ReceiveOneAsync();
        Assert.Equal("[a1,b1]", Encoding.UTF8.GetString(joined.Body.Span));
        await chains.CommitAsync(Commits.Completes("joins"), joined);
        Assert.Equal(ChainStatus.Completed, (await chains.FindAsync("joins", default))!.Status);
        Assert.Equal(0, _database.Count("futures") + _database.Count("waits") + _database.Count("wait_futures"));
    }

    [Fact]
    public async Task AWaitOfBeforeIsCancelled()
    {
        await using var chains = _database.Open();
        await chains.CommitAsync(new StepCommit(), await chains.ReceiveOneAsync());

        await chains.CommitAsync(Commits.Cancels("joins"));

        var delivery = await chains.ReceiveOneAsync();
        Assert.Equal(("w", CancellationKind.Requested), (delivery.MessageId, delivery.Cancellation));
        Assert.Equal("[]"u8, delivery.Body.Span);
    }

    [Fact]
    public async Task ADeadLetterThatNamesNoChainGoesOnWithItsOwn()
    {
        await using var chains = _database.Open();

        await chains.CommitAsync(Commits.Redrives("p0", Commits.Envelope("p1", chain: "parked")));

        Assert.Equal(ChainStatus.Running, (await chains.FindAsync("parked", default))!.Status);
        Assert.Empty(await chains.ListDeadLettersAsync(default).ToListAsync());
    }

    [Fact]
    public async Task WhatHasEndedIsFoundAndPurged()
    {
        await using var chains = _database.Open();
        Assert.Equal("completed", Assert.Single(await chains.ListAsync(new ChainQuery { Status = ChainStatus.Completed }, default).ToListAsync()).Id);

        Assert.Equal(1, await chains.PurgeAsync(DateTimeOffset.UtcNow, 10, default));

        Assert.Equal(2, _database.Count("chains"));
        Assert.Equal(2, _database.Count("steps"));
        using var connection = _database.Connect();
        Assert.Equal(Schema.Version, connection.ReadInt64("PRAGMA user_version"));
    }
}
