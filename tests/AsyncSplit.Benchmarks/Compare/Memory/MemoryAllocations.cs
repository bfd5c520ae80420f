using AsyncSplit.Benchmarks.Compare.Memory.Chains;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>What a hop allocates, of a chain that is short: what its start takes is in it.</summary>
public sealed class MemoryAllocations : Scenario
{
    private const int Allowed = 1024;
    private const int ShortCalls = 100;
    private const int Chains = 50;

    private MemoryHost _host = null!;

    public override string Name => "memory-allocations";

    public override string Ours => "allocated for each hop of loops of 100 calls in memory, the chain's line in the history among it";

    public override string Other => "a kilobyte";

    public override Target Target => Target.AtMost(1);

    public override string Unit => "B/hop";

    public override async ValueTask SetUpAsync(bool isQuick) => _host = await MemoryHost.StartAsync().ConfigureAwait(false);

    public override ValueTask<Measurement> OursAsync() => MeasureAsync(_host, Chains, ShortCalls);

    public override ValueTask<Measurement> OtherAsync() => new(new Measurement(Allowed, 0, 0));

    public override async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Runs chains of so many calls, which have two hops each.</summary>
    internal static async ValueTask<Measurement> MeasureAsync(MemoryHost host, int chains, int calls)
    {
        await host.PurgeAsync().ConfigureAwait(false);
        var measured = await Measurement.MillisecondsAsync(async () =>
        {
            for (var number = 0; number < chains; number++)
            {
                await (await host.Client.Sums.LoopAsync(calls).ConfigureAwait(false)).GetResultAsync().ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return measured with { Value = measured.AllocatedBytes / ((2.0 * calls) + 1) / chains };
    }
}
