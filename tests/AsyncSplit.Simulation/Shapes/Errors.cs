using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Exceptions through frames that do not catch, catch, or have only a finally block; the last one is nobody's.</summary>
public sealed partial class Errors(IWork work, Effects effects)
{
    [Chainable]
    public async Task<int> RunAsync(string run, int count)
    {
        var caught = 0;
        for (var i = 0; i < count; i++)
        {
            try
            {
                caught += await ThroughAsync(run, i);
            }
            catch (InvalidOperationException exception) when (exception.Message.Length > i)
            {
                caught += await work.DoAsync(run, $"caught{i}", 1);
            }
        }

        return count % 2 == 0 ? caught : await FinallyAsync(run, caught);
    }

    [Chainable]
    public async Task<int> ThroughAsync(string run, int number)
    {
        var result = await FinallyAsync(run, number);
        effects.Record(run, "never");
        return result;
    }

    [Chainable]
    public async Task<int> FinallyAsync(string run, int number)
    {
        try
        {
            return await work.FailAsync(run, $"fail{number}");
        }
        finally
        {
            await work.DoAsync(run, $"finally{number}", 0);
        }
    }
}
