using System.Data.Common;
using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Sqlite.Worker;
using AsyncSplit.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Sqlite.Tests;

/// <summary>A handler's own writes are in the file if and only if its step is.</summary>
public sealed class StepTransactionTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task AStoreThatGoesAwayLeavesNothingOfAnOpenStep()
    {
        await using (var chains = await OpenAsync())
        {
            await WriteAsync(await chains.BeginAsync(await chains.ReceiveOneAsync()));
        }

        Assert.Equal(0, _database.Count("effects"));
        Assert.Equal([_database.File], Directory.GetFiles(_database.Directory));
        await using var next = _database.Open();
        Assert.Equal(2, (await next.ReceiveOneAsync()).Attempt);
    }

    [Fact]
    public async Task StepsWriteOneAfterTheOtherWhileOthersCommit()
    {
        await using var chains = await OpenAsync();
        await using var other = _database.Open();
        await chains.CommitAsync(Commits.Sends([.. Enumerable.Range(0, 40).Select(static index => $"m{index}")]));
        var deliveries = (await chains.ReceiveAsync(20)).Select(delivery => (chains, delivery)).Concat((await other.ReceiveAsync(21)).Select(delivery => (chains: other, delivery))).ToArray();
        _database.Execute("INSERT INTO effects VALUES ('counter 0')");

        await Task.WhenAll(deliveries.Select(async (item, index) =>
        {
            if (index % 4 != 3)
            {
                var step = await item.chains.BeginAsync(item.delivery);
                await using var read = Command(step, "SELECT name FROM effects WHERE name LIKE 'counter %'");
                var count = int.Parse(((string)(await read.ExecuteScalarAsync())!)[8..], null);
                await Task.Delay(1);
                await using var write = Command(step, $"UPDATE effects SET name = 'counter {count + 1}' WHERE name LIKE 'counter %'");
                await write.ExecuteNonQueryAsync();
            }

            Assert.Equal(CommitResult.Applied, await item.chains.CommitAsync(Commits.Sends(item.delivery.MessageId + "+"), item.delivery));
        }));

        Assert.Equal(41, deliveries.Length);
        Assert.Equal(1, _database.Count("effects WHERE name = 'counter 31'"));
        Assert.Equal(41, _database.Count("messages"));
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
        _database.Execute("CREATE TABLE effects (name TEXT)");
        using var host = CounterHost.Create(_database.ConnectionString);
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IChainClient>();

        var chains = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => client.StartAsync(new NumberCall("record", index), NumberCodec.Instance)));
        var results = await Task.WhenAll(chains.Select(static chain => chain.GetResultAsync()));

        Assert.Equal(Enumerable.Range(0, 20), results);
        Assert.Equal(20, _database.Count("effects"));
        Assert.Equal(20, _database.Count("(SELECT DISTINCT name FROM effects)"));
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

    private async Task<SqliteChains> OpenAsync(Action<SqliteChainsOptions>? configure = null)
    {
        var chains = _database.Open(configure: configure);
        _database.Execute("CREATE TABLE effects (name TEXT)");
        await chains.CommitAsync(Commits.Sends("a"));
        return chains;
    }
}
