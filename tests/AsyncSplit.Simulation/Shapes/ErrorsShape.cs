using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Errors"/>.</summary>
internal sealed class ErrorsShape : Shape
{
    public override string Handler => "Errors.RunAsync";

    public override object?[] Arguments(string run, int size) => [run, size];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new Errors(new Work(effects), effects).RunAsync(run, size))];
}
