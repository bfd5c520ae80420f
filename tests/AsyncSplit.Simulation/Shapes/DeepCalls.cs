using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Frames on frames, with something to do on the way back.</summary>
public sealed partial class DeepCalls(Effects effects)
{
    [Chainable]
    public async Task<int> RunAsync(string run, int depth)
    {
        effects.Record(run, $"down{depth}");
        if (depth == 0)
        {
            return 1;
        }

        var below = await RunAsync(run, depth - 1);
        effects.Record(run, $"up{depth}");
        return below * 2;
    }
}
