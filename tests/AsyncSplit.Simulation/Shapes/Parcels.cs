using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Fails in the middle; goes on from there when somebody has mended what was wrong.</summary>
public sealed partial class Parcels(IWork work, Effects effects)
{
    [Chainable]
    public async Task<int> RunAsync(string run, int count, bool isBroken)
    {
        var packed = await work.DoAsync(run, "pack", count);
        var sent = await SendAsync(run, count, isBroken);
        return packed + sent;
    }

    [Chainable]
    public async Task<int> SendAsync(string run, int count, bool isBroken)
    {
        for (var i = 0; i < count; i++)
        {
            await work.DoAsync(run, $"label{i}", i);
        }

        if (isBroken)
        {
            throw new InvalidOperationException("The lorry is broken.");
        }

        effects.Record(run, "sent");
        return count;
    }
}
