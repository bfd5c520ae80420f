namespace AsyncSplit.Simulation.Shapes;

/// <summary>Branches that are cancelled with the chain: each ends in one of two ways, or has not begun.</summary>
public sealed partial class Escorts(IWork work)
{
    [Chainable]
    public async Task<string> RunAsync(string run, int count, TimeSpan pause)
    {
        var branches = new List<Task<int>>();
        for (var i = 0; i < count; i++)
        {
            branches.Add(BranchAsync(run, i, pause));
        }

        try
        {
            await Task.WhenAll(branches);
            return "joined";
        }
        catch (OperationCanceledException)
        {
            // Nothing of the branches is lost by it: they are awaited once more.
            foreach (var branch in branches)
            {
                try
                {
                    await branch;
                }
                catch (OperationCanceledException)
                {
                    await work.DoAsync(run, "missed", 0);
                }
            }

            return "cancelled";
        }
    }

    [Chainable]
    public async Task<int> BranchAsync(string run, int number, TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause * (number + 1));
        }
        catch (OperationCanceledException)
        {
            await work.DoAsync(run, $"stopped{number}", 0);
            throw;
        }

        await work.DoAsync(run, $"done{number}", 0);
        return number;
    }
}
