using AsyncSplit.Benchmarks.Stores;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <summary>Chains of five calls in a database, against a loop by hand that takes as many messages out of the same tables and puts as many in, in batches of the same size. Each measurement has a database of its own.</summary>
public abstract class StoreScenario : Scenario
{
    /// <summary>How many steps a worker runs at a time, unless it is told otherwise.</summary>
    private const int BatchSize = 32;

    private const int SampleChains = 10;

    private int _chains;
    private int _bodyBytes;

    public sealed override string Ours => $"chains of five trivial calls, {Durability}";

    public sealed override string Other => "a hand-written loop: as many rows dequeued and enqueued, in the same batch size, on the same schema";

    public sealed override Target Target => Target.AtLeast(0.6);

    public sealed override string Unit => "steps/s";

    /// <summary>What a committed step outlives, and how the database is told.</summary>
    protected abstract string Durability { get; }

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        _chains = isQuick ? 400 : 2000;

        // The loop's messages are as large as envelopes are.
        var store = Create();
        await using (store.ConfigureAwait(false))
        {
            await TallyRun.MeasureAsync(store, SampleChains, BatchSize).ConfigureAwait(false);
            _bodyBytes = (int)await store.ReadAsync("SELECT CAST(avg(envelope_bytes) AS INTEGER) FROM steps").ConfigureAwait(false);
        }
    }

    public sealed override async ValueTask<Measurement> OursAsync()
    {
        var store = Create();
        await using (store.ConfigureAwait(false))
        {
            return await TallyRun.MeasureAsync(store, _chains, BatchSize).ConfigureAwait(false);
        }
    }

    public sealed override async ValueTask<Measurement> OtherAsync()
    {
        var store = Create();
        await using (store.ConfigureAwait(false))
        {
            await store.CreateAsync().ConfigureAwait(false);
            var connection = await store.ConnectAsync().ConfigureAwait(false);
            Measurement measured;
            await using (connection.ConfigureAwait(false))
            {
                var loop = store.Loop(connection, BatchSize);
                await loop.EnqueueAsync(_chains, _bodyBytes).ConfigureAwait(false);
                measured = await Measurement.PerSecondAsync(_chains * (long)Tallies.Envelopes, () => loop.RunAsync()).ConfigureAwait(false);
            }

            await TallyRun.CheckAsync(store, _chains).ConfigureAwait(false);
            return measured;
        }
    }

    private protected abstract BenchmarkStore Create();
}
