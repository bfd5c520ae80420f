using AsyncSplit.Benchmarks.Compare.Memory.Handwritten;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>One chain alone, and then the next.</summary>
public sealed class MemoryLatency : Scenario
{
    private const int Chains = 10_000;
    private const int ChainsWhenQuick = 2_000;

    private int _chains;
    private MemoryHost _host = null!;
    private HandwrittenLoop _loop = null!;

    public override string Name => "memory-latency";

    public override string Ours => "one chain of five calls after the other in memory, from its start to its result";

    public override string Other => "the same, by a loop written by hand with one reader";

    public override Target Target => Target.AtMost(2);

    public override string Unit => "µs/chain";

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        _chains = isQuick ? ChainsWhenQuick : Chains;
        _host = await MemoryHost.StartAsync().ConfigureAwait(false);
        _loop = new HandwrittenLoop(1);
    }

    public override async ValueTask<Measurement> OursAsync()
    {
        await _host.PurgeAsync().ConfigureAwait(false);
        return await OfAsync(_host.RunOneAsync).ConfigureAwait(false);
    }

    public override ValueTask<Measurement> OtherAsync() => OfAsync(_loop.RunOneAsync);

    public override async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        await _loop.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<Measurement> OfAsync(Func<int, Task> run)
    {
        var measured = await Measurement.MillisecondsAsync(() => Crowd.RunAsync(_chains, 1, run)).ConfigureAwait(false);
        return measured with { Value = measured.Value * 1000 / _chains };
    }
}
