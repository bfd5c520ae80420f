using AsyncSplit.Benchmarks.Compare.Memory.Chains;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>Nothing of what a chain has done is gone through again: its calls cost the same at its end as at its beginning.</summary>
public sealed class MemoryLoop : LongChainScenario
{
    private const int Calls = 10_000;
    private const int Early = 100;
    private const int Measured = 100;

    public override string Name => "memory-loop";

    public override string Ours => "calls 9,900 to 9,999 of a loop of 10,000";

    public override string Other => "its calls 100 to 200";

    public override Target Target => Target.AtMost(1.1);

    public override ValueTask<Measurement> OursAsync() => BetweenAsync(Calls - Measured, Calls - 1, RunAsync);

    public override ValueTask<Measurement> OtherAsync() => BetweenAsync(Early, Early + Measured, RunAsync);

    private static async Task RunAsync(IChainClient client) => await (await client.Sums.LoopAsync(Calls).ConfigureAwait(false)).GetResultAsync().ConfigureAwait(false);
}
