using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="TailCalls"/>.</summary>
internal sealed class TailCallsShape : Shape
{
    public override string Handler => "TailCalls.RunAsync";

    public override object?[] Arguments(string run, int size) => [run, size];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new TailCalls(new Work(effects), effects).RunAsync(run, size))];
}
