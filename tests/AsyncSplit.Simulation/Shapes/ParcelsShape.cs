using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Chains of <see cref="Parcels"/>, whose dead letters are mended and go on.</summary>
internal sealed class ParcelsShape : Shape
{
    public override string Handler => "Parcels.RunAsync";

    public override IReadOnlyList<RequestKind> Requests => [RequestKind.Redrive];

    public override object?[] Arguments(string run, int size) => [run, size, true];

    public override async Task<IReadOnlyList<ChainEnd>> RunNativelyAsync(string run, int size) =>
        [await RunAsync(run, effects => new Parcels(new Work(effects), effects).RunAsync(run, size, false))];
}
