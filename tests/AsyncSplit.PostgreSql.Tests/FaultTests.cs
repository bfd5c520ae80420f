using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Kills;
using AsyncSplit.PostgreSql.Tests.Fixtures;
using AsyncSplit.PostgreSql.Worker;
using AsyncSplit.Sqlite.Worker;
using AsyncSplit.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace AsyncSplit.PostgreSql.Tests;

/// <summary>Connections that are lost, and a server that crashes, under load: nothing is lost and nothing is done twice.</summary>
[Collection(nameof(Alone))]
public sealed class FaultTests
{
    private const int Chains = 150;
    private const int Calls = 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task ConnectionsThatAreTerminatedAreMadeUpFor()
    {
        await using var schema = await TempSchema.CreateAsync();
        await RunAsync(schema, async () =>
        {
            for (var time = 0; time < 15; time++)
            {
                await schema.ReadAsync<long>("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'postgres' AND pid <> pg_backend_pid() AND backend_type = 'client backend'");
                await Task.Delay(150);
            }
        });
    }

    [Fact]
    public async Task AServerThatCrashesIsWaitedFor()
    {
        var server = await PostgresServer.StartAsync();
        try
        {
            await RunAsync(new TempSchema(server), async () =>
            {
                await server.CrashAndRestartAsync();
                await Task.Delay(500);
                await server.CrashAndRestartAsync();
            });
        }
        finally
        {
            server.Stop();
        }
    }

    [Fact]
    public async Task AStartIsNotRefusedBecauseItsFirstTryWasAppliedAndTheAnswerLost()
    {
        await using var schema = await TempSchema.CreateAsync();
        await using var chains = schema.Open();
        await chains.CommitAsync(Commits.Starts("warm"));
        using var enough = new CancellationTokenSource();
        var terminating = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await schema.ReadAsync<long>(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'postgres' AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND query LIKE '%commit_batch%'");
                await Task.Delay(20);
            }
        });

        // Many small batches, so that connections are lost before, in and after commits.
        for (var index = 0; index < 400; index++)
        {
            Assert.Equal(CommitResult.Applied, await chains.CommitAsync(Commits.Starts($"c{index}")));
        }

        await enough.CancelAsync();
        await terminating;
        Assert.Equal(CommitResult.Superseded, await chains.CommitAsync(Commits.Starts("c7")));
        Assert.Equal(401, await schema.CountAsync("@.chains"));
        Assert.Equal(401, await schema.CountAsync("@.messages"));
    }

    [Fact]
    public async Task WhatIsWrongWithOneCommitIsNotTheFaultOfTheOthers()
    {
        await using var schema = await TempSchema.CreateAsync();
        await using var chains = schema.Open();

        var commits = Enumerable.Range(0, 50).Select(index => chains.CommitAsync(new StepCommit { Sends = [Commits.Envelope(index == 20 ? null! : $"m{index}", chain: $"c{index}")] })).ToArray();

        for (var index = 0; index < commits.Length; index++)
        {
            if (index == 20)
            {
                await Assert.ThrowsAsync<PostgresException>(() => commits[20]);
            }
            else
            {
                Assert.Equal(CommitResult.Applied, await commits[index]);
            }
        }

        Assert.Equal(49, await schema.CountAsync("@.messages"));
    }

    private static async Task RunAsync(TempSchema schema, Func<Task> disturbAsync)
    {
        using var client = LedgerHost.Create(schema.ConnectionString, schema.Name);
        using var worker = LedgerHost.Create(schema.ConnectionString, schema.Name, configure: static options => options.LeaseDuration = TimeSpan.FromSeconds(5));
        _ = client.Services.GetRequiredService<IChainStore>();
        await schema.ExecuteAsync("CREATE TABLE @.effects (name text)");
        await worker.StartAsync();
        var disturbing = disturbAsync();
        var starts = Enumerable.Range(0, Chains).Select(index => client.Services.GetRequiredService<IChainClient>().StartAsync(new NumberCall(index % 2 == 0 ? "sum" : "pay", Calls), NumberCodec.Instance));
        var chains = await Task.WhenAll(starts).WaitAsync(s_patience);
        await disturbing;
        var results = await Task.WhenAll(chains.Select(static chain => chain.GetResultAsync())).WaitAsync(s_patience);

        Assert.All(results, static result => Assert.Equal(Calls * (Calls + 1) / 2, result));
        await worker.StopAsync();
        await Exact.AssertAsync(schema, Chains, Calls, Chains / 2);
    }
}
