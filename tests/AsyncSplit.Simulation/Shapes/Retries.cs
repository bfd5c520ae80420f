namespace AsyncSplit.Simulation.Shapes;

/// <summary>Calls that are made again: of one step, and of several.</summary>
public sealed partial class Retries(IWork work, IBank bank)
{
    [Chainable]
    public async Task<string> RunAsync(string run, int count)
    {
        var paid = 0;
        for (var i = 0; i < count; i++)
        {
            try
            {
                paid += await bank.PayAsync(run, $"pay{i}", i);
            }
            catch (InvalidOperationException)
            {
                await work.DoAsync(run, $"declined{i}", i);
            }
        }

        return $"{paid} and {await PrepareAsync(run, count - 1)}";
    }

    [Chainable]
    [Retry(MaxAttempts = 4, Delay = "00:01:00")]
    public async Task<int> PrepareAsync(string run, int failures)
    {
        var prepared = await work.DoAsync(run, "prepare", 1);
        if (ChainStep.Current is { } step && step.Attempt <= failures)
        {
            throw new InvalidOperationException("Not yet.");
        }

        return prepared;
    }
}
