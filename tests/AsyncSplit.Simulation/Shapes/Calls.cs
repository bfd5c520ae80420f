namespace AsyncSplit.Simulation.Shapes;

/// <summary>One call after the other.</summary>
public sealed partial class Calls(IWork work)
{
    [Chainable]
    public async Task<int> RunAsync(string run, int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            sum += await work.DoAsync(run, $"call{i}", i + 1);
        }

        return sum;
    }
}
