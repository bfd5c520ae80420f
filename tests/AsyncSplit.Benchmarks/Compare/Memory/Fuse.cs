using AsyncSplit.Benchmarks.Compare.Memory.Chains;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>The chain in one step, with the objects that it passes on, against the methods that the handlers are. They do nothing but add, so that no await has to wait.</summary>
public sealed class Fuse : Scenario
{
    private const int Chains = 20_000;
    private const int ChainsWhenQuick = 5_000;
    private const int OthersForEach = 20;

    private readonly Sums _sums = new(new Adder());
    private int _chains;
    private MemoryHost _host = null!;

    public override string Name => "fuse";

    public override string Ours => "chains of five calls in memory that go on in place, many at a time";

    public override string Other => "the same handlers as plain async methods, on a thread for each processor";

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
        return await Measurement.PerSecondAsync(_chains * Crowd.Calls, () => _host.RunAsync(_chains, 64)).ConfigureAwait(false);
    }

    public override ValueTask<Measurement> OtherAsync()
    {
        var chains = _chains * OthersForEach;
        return Measurement.PerSecondAsync(chains * Crowd.Calls, () => Crowd.RunAsync(chains, Environment.ProcessorCount, async start => Crowd.Check(start, await _sums.FiveAsync(start).ConfigureAwait(false))));
    }

    public override async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
