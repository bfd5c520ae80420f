using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="DeepCalls"/>.</summary>
internal sealed class DeepCallsShape : Shape
{
    public override string Handler => "DeepCalls.RunAsync";

    public override object?[] Arguments(string run, int size) => [run, size * 2];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new DeepCalls(effects).RunAsync(run, size * 2))];
}
