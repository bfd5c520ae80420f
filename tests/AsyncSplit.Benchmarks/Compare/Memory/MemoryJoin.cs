using AsyncSplit.Benchmarks.Compare.Memory.Chains;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>A wide join costs no more for each branch than a narrow one.</summary>
public sealed class MemoryJoin : Scenario
{
    private const int Many = 10_000;
    private const int Few = 100;
    private const int Joins = 10;
    private const int JoinsWhenQuick = 2;

    private int _joins;
    private MemoryHost _host = null!;

    public override string Name => "memory-join";

    public override string Ours => "joins of 10,000 calls";

    public override string Other => "joins of 100 calls, as many calls in all";

    public override Target Target => Target.AtMost(1.5);

    public override string Unit => "µs/branch";

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        _joins = isQuick ? JoinsWhenQuick : Joins;
        _host = await MemoryHost.StartAsync().ConfigureAwait(false);
    }

    public override ValueTask<Measurement> OursAsync() => JoinAsync(Many);

    public override ValueTask<Measurement> OtherAsync() => JoinAsync(Few);

    public override async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<Measurement> JoinAsync(int branches)
    {
        await _host.PurgeAsync().ConfigureAwait(false);
        var calls = _joins * Many;
        var measured = await Measurement.MillisecondsAsync(async () =>
        {
            for (var left = calls; left > 0; left -= branches)
            {
                var chain = await _host.Client.Sums.JoinAsync(branches).ConfigureAwait(false);
                var sum = await chain.GetResultAsync().ConfigureAwait(false);
                if (sum != branches * (branches + 1) / 2)
                {
                    throw new InvalidOperationException($"A join of {branches} calls gave {sum}.");
                }
            }
        }).ConfigureAwait(false);
        return measured with { Value = measured.Value * 1000 / calls };
    }
}
