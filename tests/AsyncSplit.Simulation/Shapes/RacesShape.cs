using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Races"/>.</summary>
internal sealed class RacesShape : Shape
{
    public override string Handler => "Races.RunAsync";

    public override object?[] Arguments(string run, int size) => [run, size, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(3 + size)];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) => [await RunAsync(run, effects => new Races(new Work(effects)).RunAsync(run, size, TimeSpan.FromHours(1), TimeSpan.Zero))];
}
