using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Retries"/>.</summary>
internal sealed class RetriesShape : Shape
{
    public override string Handler => "Retries.RunAsync";

    public override object?[] Arguments(string run, int size) => [run, size];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size)
    {
        var once = await RunAsync(run, effects => new Retries(new Work(effects), new Bank(effects)).RunAsync(run, size));

        // A plain run does not repeat what failed: each attempt has prepared.
        return [once with { Effects = [.. once.Effects, .. Enumerable.Repeat("prepare", size - 1)] }];
    }
}
