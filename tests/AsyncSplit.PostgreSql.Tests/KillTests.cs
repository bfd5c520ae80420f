using System.Diagnostics;
using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Tests.Fixtures;
using AsyncSplit.PostgreSql.Worker;
using AsyncSplit.Sqlite.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.PostgreSql.Tests;

/// <summary>Real processes that are killed with SIGKILL at random, again and again, and a server that crashes in the middle.</summary>
[Collection(nameof(Alone))]
public sealed class KillTests
{
    private const int Calls = 8;
    private const int LeaseSeconds = 2;

    // ASYNCSPLIT_KILLS=20 kills twenty times while 2,000 chains run; without it there are fewer, which takes less time.
    private static readonly int s_kills = int.TryParse(Environment.GetEnvironmentVariable("ASYNCSPLIT_KILLS"), out var kills) ? kills : 4;
    private static readonly int s_chains = 100 * s_kills;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task WorkersThatAreKilledAgainAndAgainLoseNothingAndDoNothingTwice()
    {
        var server = await PostgresServer.StartAsync();
        var workers = new List<Process>();
        try
        {
            var schema = new TempSchema(server);
            using var client = LedgerHost.Create(schema.ConnectionString, schema.Name);
            _ = client.Services.GetRequiredService<IChainStore>();
            await schema.ExecuteAsync("CREATE TABLE @.effects (name text)");
            var chains = await Task.WhenAll(Enumerable.Range(0, s_chains).Select(
                index => client.Services.GetRequiredService<IChainClient>().StartAsync(new NumberCall(index % 2 == 0 ? "sum" : "pay", Calls), NumberCodec.Instance)));
            workers.AddRange([Start(schema), Start(schema)]);

            var random = new Random(20);
            for (var kill = 0; kill < s_kills; kill++)
            {
                await WorkedAsync(schema, (kill + 1) * s_chains * ((2 * Calls) + 1L) / (s_kills + 4));
                await Task.Delay(random.Next(60));
                var victim = workers[random.Next(workers.Count)];
                Assert.False(victim.HasExited);
                victim.Kill();
                await victim.WaitForExitAsync();
                workers.Remove(victim);
                workers.Add(Start(schema));
                if (kill == s_kills / 2)
                {
                    await server.CrashAndRestartAsync();
                }
            }

            var results = await Task.WhenAll(chains.Select(static chain => chain.GetResultAsync())).WaitAsync(s_patience);

            Assert.All(results, static result => Assert.Equal(Calls * (Calls + 1) / 2, result));
            await Exact.AssertAsync(schema, s_chains, Calls, s_chains / 2);
        }
        finally
        {
            foreach (var worker in workers)
            {
                worker.Kill();
                await worker.WaitForExitAsync();
            }

            server.Stop();
        }
    }

    // Each kill finds work going on: it waits for its share of the steps, or for the leases of the killed ones to end.
    private static async Task WorkedAsync(TempSchema schema, long steps)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (await schema.CountAsync("@.steps") < steps)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private static Process Start(TempSchema schema) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(LedgerHost).Assembly.Location, schema.ConnectionString, schema.Name, $"{LeaseSeconds}"]) { RedirectStandardOutput = true })!;
}
