using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="NestedJoins"/>.</summary>
internal sealed class NestedJoinsShape : Shape
{
    public override string Handler => "NestedJoins.RunAsync";

    public override bool IsOrdered => false;

    public override object?[] Arguments(string run, int size) => [run, size];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new NestedJoins(new Work(effects), effects).RunAsync(run, size))];
}
