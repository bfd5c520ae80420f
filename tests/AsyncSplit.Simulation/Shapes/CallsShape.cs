using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Calls"/>.</summary>
internal sealed class CallsShape : Shape
{
    public override string Handler => "Calls.RunAsync";

    public override object?[] Arguments(string run, int size) => [run, size];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new Calls(new Work(effects)).RunAsync(run, size))];
}
