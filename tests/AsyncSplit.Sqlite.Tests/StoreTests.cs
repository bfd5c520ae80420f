using System.Diagnostics;
using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Stores;

namespace AsyncSplit.Sqlite.Tests;

public sealed class StoreTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task AChainIsFoundAsItIs()
    {
        await using var chains = _database.Open();
        Assert.Null(await chains.FindAsync("c", default));

        await chains.CommitAsync(Commits.Starts("c"));
        Assert.Equal(new ChainRecord { Id = "c", Handler = "handler", Status = ChainStatus.Running, StartedAt = Commits.Now }, await chains.FindAsync("c", default));

        await chains.CommitAsync(new StepCommit { Completed = new ChainCompletion("c", Commits.Now.AddTicks(3), null, "{}"u8.ToArray()) });
        var failed = await chains.FindAsync("c", default);
        Assert.Equal((ChainStatus.Failed, Commits.Now.AddTicks(3)), (failed!.Status, failed.CompletedAt));
        Assert.Null(failed.Result);
        Assert.Equal("{}"u8, failed.Error!.Value.Span);
    }

    [Fact]
    public async Task TheHistoryOutlivesTheStoreAsItWas()
    {
        var steps = Enumerable.Range(0, 600).Select(index => Commits.Step("c", $"m{index}") with { Next = index % 2 == 0 ? null : "next" }).ToArray();
        await using (var first = _database.Open())
        {
            await Task.WhenAll(steps.Select(step => first.CommitAsync(new StepCommit { Step = step })));
            await first.CommitAsync(new StepCommit { Step = Commits.Step("other", "m") with { Captured = [] } });
        }

        await using var chains = _database.Open();
        var read = await chains.ListStepsAsync("c", default).ToListAsync();

        Assert.Equal(steps.Select(Text), read.Select(Text));
        Assert.Empty(Assert.Single(await chains.ListStepsAsync("other", default).ToListAsync()).Captured);
        Assert.Empty(await chains.ListStepsAsync("nobody", default).ToListAsync());

        static string Text(StepRecord step) =>
            $"{step with { Captured = [] }} {step.CreatedAt.Ticks} {step.DueAt.Ticks} {step.StartedAt.Ticks} {step.Active.Ticks} {string.Join(',', step.Captured)}";
    }

    [Fact]
    public async Task UnfinishedChainsAreListedOldestFirst()
    {
        await using var chains = _database.Open();
        await Task.WhenAll(Enumerable.Range(0, 700).Select(index => chains.CommitAsync(
            new StepCommit { Started = new ChainStart($"c{index:000}", "handler", Commits.Now.AddSeconds(-(index / 2))) })));
        await chains.CommitAsync(Commits.Completes("c001"));
        await chains.CommitAsync(Commits.Parks(new Delivery("m", default), "c003", "parked"));

        var listed = await chains.ListUnfinishedAsync(default).ToListAsync();

        var expected = Enumerable.Range(0, 700).Where(index => index != 1).OrderByDescending(index => index / 2).ThenBy(index => index).Select(index => $"c{index:000}");
        Assert.Equal(expected, listed.Select(chain => chain.Id));
        Assert.Equal("c003", Assert.Single(listed, chain => chain.Status == ChainStatus.Parked).Id);
    }

    [Fact]
    public async Task AWaitEndsWithTheChain()
    {
        await using var chains = _database.Open(configure: options => options.PollInterval = TimeSpan.FromMinutes(1));
        var waiting = chains.WaitAsync("c", default).AsTask();
        await chains.CommitAsync(Commits.Starts("c"));
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);

        await chains.CommitAsync(Commits.Completes("c"));

        Assert.Equal(ChainStatus.Completed, (await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Status);
    }

    [Fact]
    public async Task AWaitSeesWhatAnotherStoreOfTheFileWrites()
    {
        await using var chains = _database.Open();
        await using var other = _database.Open();
        var waiting = Enumerable.Range(0, 50).Select(index => chains.WaitAsync($"c{index}", default).AsTask()).ToArray();

        for (var index = 0; index < 50; index++)
        {
            await other.CommitAsync(Commits.Starts($"c{index}"));
            await other.CommitAsync(Commits.Completes($"c{index}"));
        }

        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task ACancelledWaitEndsAndLeavesTheOthers()
    {
        await using var chains = _database.Open();
        using var cancellation = new CancellationTokenSource();
        var cancelled = chains.WaitAsync("c", cancellation.Token).AsTask();
        var waiting = chains.WaitAsync("c", default).AsTask();
        await Task.Delay(50);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await chains.CommitAsync(Commits.Starts("c"));
        await chains.CommitAsync(Commits.Completes("c"));
        Assert.Equal(ChainStatus.Completed, (await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Status);
    }
}
