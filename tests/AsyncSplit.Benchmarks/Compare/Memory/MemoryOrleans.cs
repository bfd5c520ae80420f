using AsyncSplit.Benchmarks.Compare.Memory.Orleans;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>
/// Orleans: one grain makes the five calls of another and writes its state behind each, into memory. Ours does more at each call: the callee's step is committed as well as the caller's. Calls are counted on both sides, five to a chain,
/// not the eleven steps that ours has.
/// </summary>
public sealed class MemoryOrleans : MemoryScenario
{
    private const int Part = 4;
    private const int GrainsForEach = 16;

    private OrleansSilo _silo = null!;

    public override string Name => "memory-orleans";

    public override string Other => "Orleans grains in one silo, the client in its process, with a write to its memory storage behind each call";

    public override Target Target => Target.AtLeast(10);

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        await base.SetUpAsync(isQuick).ConfigureAwait(false);
        _silo = await OrleansSilo.StartAsync().ConfigureAwait(false);
    }

    public override ValueTask<Measurement> OtherAsync() => OtherAsync(Part, start => _silo.RunOneAsync(start, AtATime * GrainsForEach));

    public override async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
