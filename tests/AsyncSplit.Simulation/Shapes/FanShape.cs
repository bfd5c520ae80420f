using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Fan"/>.</summary>
internal sealed class FanShape : Shape
{
    public override string Handler => "Fan.RunAsync";

    public override bool IsOrdered => false;

    public override object?[] Arguments(string run, int size) => [run, size];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new Fan(new Work(effects)).RunAsync(run, size))];
}
