using AsyncSplit.Benchmarks.Compare.Memory.Chains;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>What passing a boundary in place costs, without what it costs to start a chain, commit its step and tell its end: many calls in one step.</summary>
public sealed class FuseLoop : Scenario
{
    // Two boundaries each, and a step passes no more than 10,000.
    private const int Calls = 4_000;
    private const int Chains = 200;
    private const int ChainsWhenQuick = 50;

    private readonly Sums _sums = new(new Adder());
    private int _chains;
    private MemoryHost _host = null!;

    public override string Name => "fuse-loop";

    public override string Ours => "a loop of 4,000 calls in memory that goes on in place, chain after chain";

    public override string Other => "the same handlers as plain async methods";

    public override Target Target => Target.AtLeast(0.3);

    public override string Unit => "calls/s";

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        _chains = isQuick ? ChainsWhenQuick : Chains;
        _host = await MemoryHost.StartAsync(chains => chains.Fuse()).ConfigureAwait(false);
    }

    public override async ValueTask<Measurement> OursAsync()
    {
        await _host.PurgeAsync().ConfigureAwait(false);
        return await OfAsync(async () => await (await _host.Client.Sums.LoopAsync(Calls).ConfigureAwait(false)).GetResultAsync().ConfigureAwait(false)).ConfigureAwait(false);
    }

    public override ValueTask<Measurement> OtherAsync() => OfAsync(() => _sums.LoopAsync(Calls));

    public override async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private ValueTask<Measurement> OfAsync(Func<Task<int>> run) => Measurement.PerSecondAsync((long)_chains * Calls, async () =>
    {
        for (var number = 0; number < _chains; number++)
        {
            if (await run().ConfigureAwait(false) != Calls * (Calls - 1) / 2)
            {
                throw new InvalidOperationException("A loop has added otherwise.");
            }
        }
    });
}
