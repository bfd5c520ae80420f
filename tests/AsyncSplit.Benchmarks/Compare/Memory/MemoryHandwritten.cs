using AsyncSplit.Benchmarks.Compare.Memory.Handwritten;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>What inbox, history, ids and generality cost.</summary>
public sealed class MemoryHandwritten : MemoryScenario
{
    private HandwrittenLoop _loop = null!;

    public override string Name => "memory-handwritten";

    public override string Other => "a loop written by hand, with as many messages: a small record, System.Text.Json's generated serialisation, a channel with a reader for each processor";

    public override Target Target => Target.AtLeast(0.6);

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        await base.SetUpAsync(isQuick).ConfigureAwait(false);
        _loop = new HandwrittenLoop(Environment.ProcessorCount);
    }

    public override ValueTask<Measurement> OtherAsync() => OtherAsync(1, _loop.RunOneAsync);

    public override async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
