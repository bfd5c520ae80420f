using AsyncSplit.Benchmarks.Compare.Memory.Courier;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>MassTransit's courier: a routing slip travels from activity to activity with what it carries. It has no callers that are gone back to: five messages and its end, where ours has eleven.</summary>
public sealed class MemoryMassTransit : MemoryScenario
{
    private const int Part = 25;

    private CourierBus _bus = null!;

    public override string Name => "memory-masstransit";

    public override string Other => "MassTransit 8 routing slips of five activities over its transport in memory";

    public override Target Target => Target.AtLeast(50);

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        await base.SetUpAsync(isQuick).ConfigureAwait(false);
        _bus = await CourierBus.StartAsync(AtATime).ConfigureAwait(false);
    }

    public override ValueTask<Measurement> OtherAsync() => OtherAsync(Part, _bus.RunOneAsync);

    public override async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
