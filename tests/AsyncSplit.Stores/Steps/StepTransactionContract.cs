using System.Data.Common;
using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>A handler's own writes are in the database if and only if its step is.</summary>
public abstract class StepTransactionContract(DatabaseFixture fixture) : StoreContract(fixture)
{
    private IStepTransactions Steps => (IStepTransactions)Committer;

    [Fact]
    public async Task WhatAHandlerWritesIsThereWithWhatItsStepSends()
    {
        await PrepareAsync();
        var delivery = await ReceiveOneAsync();

        await WriteAsync(await Steps.BeginAsync(delivery));
        Assert.Equal(0, await CountAsync("effects"));
        Assert.Equal(1, await CountAsync("messages"));
        Assert.Equal(CommitResult.Applied, await CommitAsync(Commits.Sends("b"), delivery));

        Assert.Equal(1, await CountAsync("effects"));
        Assert.Equal("b", (await ReceiveOneAsync()).MessageId);
        Assert.Equal(CommitResult.Superseded, await CommitAsync(Commits.Sends("x"), delivery));
    }

    [Fact]
    public async Task AnAbandonedStepHasWrittenNothingAndRunsAgain()
    {
        await PrepareAsync();
        var delivery = await ReceiveOneAsync();
        await WriteAsync(await Steps.BeginAsync(delivery));

        await Transport.AbandonAsync(delivery, TimeSpan.Zero, default);

        Assert.Equal(0, await CountAsync("effects"));
        var again = await ReceiveOneAsync();
        await WriteAsync(await Steps.BeginAsync(again));
        Assert.Equal(CommitResult.Applied, await CommitAsync(new StepCommit(), again));
        Assert.Equal(1, await CountAsync("effects"));
    }

    [Fact]
    public async Task AStepThatIsSupersededHasWrittenNothing()
    {
        await PrepareAsync();
        var late = await ReceiveOneAsync();
        await Transport.AbandonAsync(late, TimeSpan.Zero, default);
        var delivery = await ReceiveOneAsync();
        await WriteAsync(await Steps.BeginAsync(delivery));
        await CommitAsync(Commits.Sends("b"), delivery);

        await WriteAsync(await Steps.BeginAsync(late));

        Assert.Equal(CommitResult.Superseded, await CommitAsync(Commits.Sends("x"), late));
        Assert.Equal(1, await CountAsync("effects"));
        Assert.Equal("b", Assert.Single(await ReceiveAsync()).MessageId);
    }

    [Fact]
    public async Task ACommitThatFailsLeavesNothingAndCanBeRepeatedByAnotherRun()
    {
        await PrepareAsync();
        var delivery = await ReceiveOneAsync();
        await WriteAsync(await Steps.BeginAsync(delivery));

        await Assert.ThrowsAnyAsync<Exception>(() => CommitAsync(new StepCommit { Sends = [Commits.Envelope(null!)] }, delivery));

        Assert.Equal(0, await CountAsync("effects"));
        await Transport.AbandonAsync(delivery, TimeSpan.Zero, default);
        var again = await ReceiveOneAsync();
        await WriteAsync(await Steps.BeginAsync(again));
        Assert.Equal(CommitResult.Applied, await CommitAsync(new StepCommit(), again));
        Assert.Equal(1, await CountAsync("effects"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AHandlerThatEndsTheTransactionItselfIsTold(bool commits)
    {
        await PrepareAsync();
        var delivery = await ReceiveOneAsync();
        var step = await Steps.BeginAsync(delivery);
        await (commits ? step.Transaction.CommitAsync() : step.Transaction.RollbackAsync());

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(new StepCommit(), delivery));

        Assert.Contains("by the handler", exception.Message);
        Assert.Equal(CommitResult.Applied, await CommitAsync(Commits.Sends("b")));
    }

    [Fact]
    public async Task WhatBecomesADeadLetterWithoutAnEndHasWrittenNothing()
    {
        await PrepareAsync();
        var delivery = await ReceiveOneAsync();
        await WriteAsync(await Steps.BeginAsync(delivery));

        Assert.Equal(CommitResult.Applied, await CommitAsync(Commits.Parks(delivery, null, "oversize"), delivery));

        Assert.Equal(0, await CountAsync("effects"));
        Assert.Equal(1, await CountAsync("dead_letters"));
    }

    [Fact]
    public async Task WhatThrowsHasWrittenAsItWouldWithoutASplit()
    {
        await PrepareAsync();
        var delivery = await ReceiveOneAsync();
        await WriteAsync(await Steps.BeginAsync(delivery));

        await CommitAsync(new StepCommit { DeadLetter = Commits.DeadLetter(delivery, "c", "unhandled"), Completed = Commits.Fails("c").Completed }, delivery);

        Assert.Equal(1, await CountAsync("effects"));
    }

    private static async Task WriteAsync(StepTransaction step)
    {
        await using var command = step.Connection.CreateCommand();
        command.CommandText = "INSERT INTO effects VALUES ('effect')";
        command.Transaction = step.Transaction;
        await command.ExecuteNonQueryAsync();
    }

    private Task<long> CountAsync(string table) => fixture.CountAsync(table);

    /// <summary>A table for effects, and one envelope.</summary>
    private async Task PrepareAsync()
    {
        await fixture.ExecuteAsync("CREATE TABLE effects (name TEXT)");
        await ApplyAsync(Commits.Sends("a"));
    }
}
