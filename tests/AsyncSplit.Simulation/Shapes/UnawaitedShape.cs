using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Unawaited"/>.</summary>
internal sealed class UnawaitedShape : Shape
{
    public override string Handler => "Unawaited.RunAsync";

    public override bool IsOrdered => false;

    public override object?[] Arguments(string run, int size) => [run, size];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new Unawaited(new Work(effects)).RunAsync(run, size))];
}
