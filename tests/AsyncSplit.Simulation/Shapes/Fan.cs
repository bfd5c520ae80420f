namespace AsyncSplit.Simulation.Shapes;

/// <summary>One fork and one join.</summary>
public sealed partial class Fan(IWork work)
{
    [Chainable]
    public async Task<int> RunAsync(string run, int count)
    {
        var branches = await Task.WhenAll(Enumerable.Range(0, count).Select(i => work.DoAsync(run, $"branch{i}", i)).ToList());
        return branches.Sum();
    }
}
