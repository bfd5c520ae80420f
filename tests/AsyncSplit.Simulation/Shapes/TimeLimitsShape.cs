using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="TimeLimits"/>.</summary>
internal sealed class TimeLimitsShape : Shape
{
    public override string Handler => "TimeLimits.RunAsync";

    public override object?[] Arguments(string run, int size) => [run, size, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(4)];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new TimeLimits(new Work(effects)).RunAsync(run, size, TimeSpan.FromHours(1), TimeSpan.Zero))];
}
