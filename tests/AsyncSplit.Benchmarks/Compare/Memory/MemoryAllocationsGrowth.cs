namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>A long chain allocates no more for each hop than a short one.</summary>
public sealed class MemoryAllocationsGrowth : Scenario
{
    private const int ShortCalls = 100;
    private const int LongCalls = 10_000;

    private MemoryHost _host = null!;

    public override string Name => "memory-allocations-growth";

    public override string Ours => "allocated for each hop of a loop of 10,000 calls in memory";

    public override string Other => "of loops of 100 calls";

    public override Target Target => Target.AtMost(1.05);

    public override string Unit => "B/hop";

    public override async ValueTask SetUpAsync(bool isQuick) => _host = await MemoryHost.StartAsync().ConfigureAwait(false);

    public override ValueTask<Measurement> OursAsync() => MemoryAllocations.MeasureAsync(_host, 1, LongCalls);

    public override ValueTask<Measurement> OtherAsync() => MemoryAllocations.MeasureAsync(_host, LongCalls / ShortCalls, ShortCalls);

    public override async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
