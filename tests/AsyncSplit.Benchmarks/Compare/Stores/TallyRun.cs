using AsyncSplit.Benchmarks.Stores;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <summary>Chains of five calls, run by the engine in a store.</summary>
internal static class TallyRun
{
    /// <summary>How many steps are committed in a second. The chains wait in the queue before the worker begins.</summary>
    /// <param name="store">The store; what it has done before does not count.</param>
    /// <param name="chains">How many chains.</param>
    /// <param name="concurrency">How many steps at a time.</param>
    public static async Task<Measurement> MeasureAsync(BenchmarkStore store, int chains, int concurrency)
    {
        await store.CreateAsync().ConfigureAwait(false);
        var before = await EndedAsync(store).ConfigureAwait(false);
        var steps = chains * (long)Tallies.Envelopes;
        var host = store.Host(concurrency);
        Measurement measured;
        await using (host.ConfigureAwait(false))
        {
            await host.StartTalliesAsync(chains).ConfigureAwait(false);
            var all = host.Steps.WaitFor(steps);
            measured = await Measurement.PerSecondAsync(steps, async () =>
            {
                await host.StartAsync().ConfigureAwait(false);
                await all.ConfigureAwait(false);
            }).ConfigureAwait(false);
        }

        await CheckAsync(store, before + chains).ConfigureAwait(false);
        return measured;
    }

    /// <summary>So many chains have ended, in as many steps as they have.</summary>
    public static async Task CheckAsync(BenchmarkStore store, long chains)
    {
        var ended = await EndedAsync(store).ConfigureAwait(false);
        var steps = await store.ReadAsync("SELECT count(*) FROM steps s JOIN chains c ON c.id = s.chain_id WHERE c.status = 1 AND c.handler = 'Tallies.AddFiveAsync'").ConfigureAwait(false);
        if ((ended, steps) != (chains, chains * Tallies.Envelopes))
        {
            throw new InvalidOperationException($"Of {chains} chains {ended} have ended, in {steps} steps.");
        }
    }

    private static Task<long> EndedAsync(BenchmarkStore store) => store.ReadAsync("SELECT count(*) FROM chains WHERE status = 1 AND handler = 'Tallies.AddFiveAsync'");
}
