using System.Data.Common;
using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Worker;
using AsyncSplit.PostgreSql.Tests.Fixtures;
using AsyncSplit.Sqlite.Worker;
using AsyncSplit.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.PostgreSql.Tests;

/// <summary>A handler's own writes are in the file if and only if its step is.</summary>
public sealed class StepTransactionTests : IAsyncLifetime
{
    private TempSchema _database = null!;

    public async Task InitializeAsync() => _database = await TempSchema.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task AStoreThatGoesAwayLeavesNothingOfAnOpenStep()
    {
        await using (var chains = await OpenAsync())
        {
            await WriteAsync(await chains.BeginAsync(await chains.ReceiveOneAsync()));
        }

        Assert.Equal(0, await _database.CountAsync("@.effects"));
        await using var next = _database.Open();
        Assert.Equal(2, (await next.ReceiveOneAsync()).Attempt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AStatementThatFailsUndoesWhatTheHandlerWroteAndEndsTheStepUnlessItGoesOn(bool throws)
    {
        await using var chains = await OpenAsync();
        await chains.CommitAsync(new StepCommit { Started = new ChainStart("c", "handler", Commits.Now) });
        var delivery = await chains.ReceiveOneAsync();
        var step = await chains.BeginAsync(delivery);
        await WriteAsync(step);
        await using var command = Command(step, "INSERT INTO nowhere VALUES (1)");
        await Assert.ThrowsAnyAsync<DbException>(() => command.ExecuteNonQueryAsync());

        if (throws)
        {
            var thrown = Commits.Step("c", "a") with { Outcome = StepOutcomeKind.Throw };
            Assert.Equal(CommitResult.Applied, await chains.CommitAsync(new StepCommit { Completed = Commits.Fails("c").Completed, Step = thrown }, delivery));
            Assert.Equal(ChainStatus.Failed, (await chains.FindAsync("c", default))!.Status);
        }
        else
        {
            var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => chains.CommitAsync(new StepCommit { Step = Commits.Step("c", "a") }, delivery));
            Assert.Contains("savepoint", exception.Message);
        }

        Assert.Equal(0, await _database.CountAsync("@.effects"));
    }

    [Fact]
    public async Task StepsWriteOneAfterTheOtherWhileOthersCommit()
    {
        await using var chains = await OpenAsync();
        await using var other = _database.Open();
        await chains.CommitAsync(Commits.Sends([.. Enumerable.Range(0, 40).Select(static index => $"m{index}")]));
        var deliveries = (await chains.ReceiveAsync(20)).Select(delivery => (chains, delivery)).Concat((await other.ReceiveAsync(21)).Select(delivery => (chains: other, delivery))).ToArray();
        await _database.ExecuteAsync("INSERT INTO @.effects VALUES ('counter 0')");

        await Task.WhenAll(deliveries.Select(async (item, index) =>
        {
            if (index % 4 != 3)
            {
                var step = await item.chains.BeginAsync(item.delivery);
                await using var read = Command(step, "SELECT name FROM effects WHERE name LIKE 'counter %' FOR UPDATE");
                var count = int.Parse(((string)(await read.ExecuteScalarAsync())!)[8..], null);
                await Task.Delay(1);
                await using var write = Command(step, $"UPDATE effects SET name = 'counter {count + 1}' WHERE name LIKE 'counter %'");
                await write.ExecuteNonQueryAsync();
            }

            Assert.Equal(CommitResult.Applied, await item.chains.CommitAsync(Commits.Sends(item.delivery.MessageId + "+"), item.delivery));
        }));

        Assert.Equal(41, deliveries.Length);
        Assert.Equal(1, await _database.CountAsync("@.effects WHERE name = 'counter 31'"));
        Assert.Equal(41, await _database.CountAsync("@.messages"));
    }

    [Fact]
    public async Task WhoWaitsForWhatTheStepSendsOrEndsNeedNotPoll()
    {
        await using var chains = await OpenAsync(options => options.PollInterval = TimeSpan.FromMinutes(1));
        await chains.CommitAsync(new StepCommit { Started = new ChainStart("c", "handler", Commits.Now) });
        var delivery = await chains.ReceiveOneAsync();
        var waiting = chains.WaitAsync("c", default).AsTask();
        var receiving = chains.ReceiveOneAsync();
        await WriteAsync(await chains.BeginAsync(delivery));

        await chains.CommitAsync(new StepCommit { Sends = [Commits.Envelope("b")], Completed = Commits.Completes("c").Completed }, delivery);

        Assert.Equal("b", (await receiving.WaitAsync(TimeSpan.FromSeconds(10))).MessageId);
        Assert.Equal(ChainStatus.Completed, (await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Status);
    }

    [Fact]
    public async Task AHandlerFindsItsTransactionAndItsStepCommitsIt()
    {
        _database.Open().Dispose();
        await _database.ExecuteAsync("CREATE TABLE @.effects (name TEXT)");
        using var host = LedgerHost.Create(_database.ConnectionString, _database.Name);
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IChainClient>();

        var chains = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => client.StartAsync(new NumberCall("record", index), NumberCodec.Instance)));
        var results = await Task.WhenAll(chains.Select(static chain => chain.GetResultAsync()));

        Assert.Equal(Enumerable.Range(0, 20), results);
        Assert.Equal(20, await _database.CountAsync("@.effects"));
        Assert.Equal(20, await _database.CountAsync("(SELECT DISTINCT name FROM @.effects) AS names"));
        await host.StopAsync();
    }

    private static async Task WriteAsync(StepTransaction step)
    {
        await using var command = Command(step, "INSERT INTO effects VALUES ('effect')");
        await command.ExecuteNonQueryAsync();
    }

    private static DbCommand Command(StepTransaction step, string sql)
    {
        var command = step.Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = step.Transaction;
        return command;
    }

    private async Task<PostgreSqlChains> OpenAsync(Action<PostgreSqlChainsOptions>? configure = null)
    {
        var chains = _database.Open(configure: configure);
        await _database.ExecuteAsync("CREATE TABLE @.effects (name TEXT)");
        await chains.CommitAsync(Commits.Sends("a"));
        return chains;
    }
}
