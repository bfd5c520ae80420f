using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Timers"/>.</summary>
internal sealed class TimersShape : Shape
{
    public override string Handler => "Timers.RunAsync";

    public override object?[] Arguments(string run, int size) => [run, size, TimeSpan.FromHours(size)];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new Timers(new Work(effects)).RunAsync(run, size, TimeSpan.Zero))];
}
