using System.Diagnostics;
using AsyncSplit.Kills.Shop;
using AsyncSplit.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Kills;

/// <summary>Starts chains and workers, kills workers while the chains run, and looks at what has become of them.</summary>
/// <param name="program">The path of the program whose processes are workers: its <c>Main</c> is <see cref="KillProgram.RunAsync"/>.</param>
/// <param name="store">The database.</param>
/// <param name="options">How much.</param>
public sealed class KillRun(string program, KillStore store, KillOptions options)
{
    private readonly Random _random = new(options.Seed);
    private readonly List<Worker> _workers = [];

    public async Task<KillReport> RunAsync()
    {
        using var client = KillHost.CreateClient(store);
        var chains = client.Services.GetRequiredService<IChainStore>();
        await using (var connection = await store.ConnectAsync())
        {
            await using var create = connection.CreateCommand();
            create.CommandText = "CREATE TABLE effects (chain INTEGER NOT NULL, what TEXT NOT NULL)";
            await create.ExecuteNonQueryAsync();
        }

        try
        {
            for (var index = 0; index < options.Workers; index++)
            {
                _workers.Add(await Worker.StartAsync(program, store, options));
            }

            var started = Stopwatch.GetTimestamp();
            var starting = StartChainsAsync(client);
            var killed = await KillAsync();
            await starting;
            await WaitForAllAsync();
            var elapsed = Stopwatch.GetElapsedTime(started);
            var violations = await new KillCheck(store, chains, options.Chains).RunAsync();
            return new KillReport(killed, await CountRepeatedAsync(chains), elapsed, violations);
        }
        finally
        {
            _workers.ForEach(static worker => worker.Dispose());
        }
    }

    internal static string IdOf(int chain) => $"chain-{chain}";

    private async Task StartChainsAsync(IHost host)
    {
        var client = host.Services.GetRequiredService<IChainClient>();
        await Parallel.ForAsync(0, options.Chains, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (chain, _) =>
            await client.Transfers.RunAsync(chain, new ChainStartOptions { ChainId = IdOf(chain) }));
    }

    // At random points of the whole, told by the effects: so each kill hits chains that run, however fast the machine is.
    private async Task<int> KillAsync()
    {
        var all = options.Chains * Effects.OfAChain;
        var points = Enumerable.Range(0, options.Kills).Select(_ => _random.Next(all / 50, all * 95 / 100)).Order().ToArray();
        var killed = 0;
        for (var kill = 0; kill < points.Length; kill++)
        {
            await WaitForEffectsAsync(points[kill]);
            await store.DisturbAsync(kill);
            var index = _random.Next(_workers.Count);
            using (var worker = _workers[index])
            {
                killed += await worker.KillAsync() ? 1 : 0;
            }

            _workers[index] = await Worker.StartAsync(program, store, options);
        }

        return killed;
    }

    private Task WaitForEffectsAsync(int count) => WaitAsync(async () => await KillCheck.CountAsync(store, "effects") is var effects && effects >= count ? null : effects);

    private Task WaitForAllAsync() => WaitAsync(async () => await KillCheck.CountAsync(store, "chains WHERE completed_at IS NOT NULL") is var ended && ended == options.Chains ? null : ended);

    /// <param name="progress">A number that grows; null when what is waited for is there.</param>
    private async Task WaitAsync(Func<Task<long?>> progress)
    {
        long? last = null;
        var since = Stopwatch.GetTimestamp();
        while (await progress() is { } now)
        {
            if (now != last)
            {
                (last, since) = (now, Stopwatch.GetTimestamp());
            }
            else if (Stopwatch.GetElapsedTime(since) > options.Patience)
            {
                throw new TimeoutException($"For {options.Patience} nothing has gone on, at {now}.");
            }

            await Task.Delay(20);
        }
    }

    private async Task<long> CountRepeatedAsync(IChainStore chains)
    {
        var repeated = 0L;
        for (var chain = 0; chain < options.Chains; chain++)
        {
            await foreach (var step in chains.ListStepsAsync(IdOf(chain), CancellationToken.None))
            {
                repeated += step.Attempt > 1 ? 1 : 0;
            }
        }

        return repeated;
    }
}
