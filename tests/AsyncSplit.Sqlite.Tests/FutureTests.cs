using System.Text;
using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Tests.Fixtures;

namespace AsyncSplit.Sqlite.Tests;

public sealed class FutureTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task TheEnvelopeIsSentWhenAllThatItWaitsForHasEnded()
    {
        await using var chains = await StartAsync();
        await chains.CommitAsync(new StepCommit { Wait = Wait("w", 3, "a", "b", "c") });

        await chains.CommitAsync(Settles("b"));
        await chains.CommitAsync(Settles("a"));
        await chains.CommitAsync(Settles("a"));
        await chains.ReceivesNothingAsync();
        await chains.CommitAsync(Settles("c"));

        Assert.Equal("[b1,a1,c1]", Text(await chains.ReceiveOneAsync()));
        AssertEmpty();
    }

    [Fact]
    public async Task WhatHasEndedBeforeCounts()
    {
        await using var chains = await StartAsync();
        await chains.CommitAsync(Settles("b"));
        await chains.CommitAsync(Settles("a"));

        await chains.CommitAsync(new StepCommit { Wait = Wait("w", 2, "a", "b") });

        Assert.Equal("[b1,a1]", Text(await chains.ReceiveOneAsync()));
        AssertEmpty();
    }

    [Fact]
    public async Task TheFirstToEndIsEnoughAndTheOthersAreKeptForLater()
    {
        await using var chains = await StartAsync();
        await chains.CommitAsync(new StepCommit { Wait = Wait("w", 1, "a", "b") });

        await chains.CommitAsync(Settles("b"));
        await chains.CommitAsync(Settles("a"));
        Assert.Equal("[b1]", Text(await chains.ReceiveOneAsync()));

        await chains.CommitAsync(new StepCommit { Wait = Wait("v", 1, "a") });
        Assert.Equal("[a1]", Text(await chains.ReceiveOneAsync()));
        AssertEmpty();
    }

    [Fact]
    public async Task TheFirstEndStays()
    {
        await using var chains = await StartAsync();
        await chains.CommitAsync(Settles("a"));
        await chains.CommitAsync(Settles("a", "2"));

        await chains.CommitAsync(new StepCommit { Wait = Wait("w", 1, "a") });

        Assert.Equal("[a1]", Text(await chains.ReceiveOneAsync()));
    }

    [Fact]
    public async Task NothingIsLeftWhenTheChainHasEnded()
    {
        await using var chains = await StartAsync();
        await chains.CommitAsync(Settles("a"));
        await chains.CommitAsync(new StepCommit { Wait = Wait("w", 2, "a", "b") });

        await chains.CommitAsync(Commits.Completes("c"));
        await chains.CommitAsync(Settles("b"));
        await chains.CommitAsync(Settles("z"));
        await chains.CommitAsync(new StepCommit { Wait = Wait("v", 1, "b") });

        await chains.ReceivesNothingAsync();
        AssertEmpty();
    }

    [Fact]
    public async Task AJoinOutlivesTheProcess()
    {
        await using (var first = await StartAsync())
        {
            await first.CommitAsync(new StepCommit { Wait = Wait("w", 2, "a", "b") });
            await first.CommitAsync(Settles("a"));
        }

        await using var chains = _database.Open();
        await chains.CommitAsync(Settles("b"));

        Assert.Equal("[a1,b1]", Text(await chains.ReceiveOneAsync()));
    }

    private static StepCommit Settles(string id, string outcome = "1") =>
        new() { Settled = new FutureSettlement("c", id, Encoding.UTF8.GetBytes(id + outcome)) };

    private static FutureWait Wait(string id, int needed, params string[] futures) =>
        new(new OutgoingEnvelope(id, "c", "target", Commits.Now, "[]"u8.ToArray()), 1, futures, needed);

    private static string Text(Delivery delivery) => Encoding.UTF8.GetString(delivery.Body.Span);

    private async Task<SqliteChains> StartAsync()
    {
        var chains = _database.Open();
        await chains.CommitAsync(new StepCommit { Started = new ChainStart("c", "handler", Commits.Now) });
        return chains;
    }

    private void AssertEmpty() => Assert.Equal(0, _database.Count("futures") + _database.Count("waits") + _database.Count("wait_futures"));
}
