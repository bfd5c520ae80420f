using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Each handler hands its caller's callback on.</summary>
public sealed partial class TailCalls(IWork work, Effects effects)
{
    [Chainable]
    public async Task<int> RunAsync(string run, int count)
    {
        effects.Record(run, "first");
        return await NextAsync(run, count, 0);
    }

    [Chainable]
    public async Task<int> NextAsync(string run, int left, int sum)
    {
        if (left == 0)
        {
            return sum;
        }

        var done = await work.DoAsync(run, $"tail{left}", left);
        return await NextAsync(run, left - 1, sum + done);
    }
}
