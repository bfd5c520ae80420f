using AsyncSplit.Benchmarks.Compare.Memory.Chains;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>Callers that wait cost nothing while those above them go on.</summary>
public sealed class MemoryDepth : LongChainScenario
{
    private const int Depth = 1_000;
    private const int Calls = 600;
    private const int First = 100;
    private const int Last = 500;

    public override string Name => "memory-depth";

    public override string Ours => "calls of a handler with 1,000 frames below it";

    public override string Other => "the same calls with one frame below it";

    public override Target Target => Target.AtMost(1.2);

    public override ValueTask<Measurement> OursAsync() => BetweenAsync(First, Last, client => RunAsync(client, Depth));

    public override ValueTask<Measurement> OtherAsync() => BetweenAsync(First, Last, client => RunAsync(client, 2));

    private static async Task RunAsync(IChainClient client, int depth) => await (await client.Sums.DeepAsync(depth, Calls).ConfigureAwait(false)).GetResultAsync().ConfigureAwait(false);
}
