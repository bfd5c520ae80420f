using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="OpaqueLoop"/>.</summary>
internal sealed class OpaqueLoopShape : Shape
{
    public override string Handler => "OpaqueLoop.RunAsync";

    public override object?[] Arguments(string run, int size) => [run, size];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new OpaqueLoop(effects).RunAsync(run, size))];
}
