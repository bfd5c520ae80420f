namespace AsyncSplit.Simulation.Shapes;

/// <summary>Calls that must not take too long; some do.</summary>
public sealed partial class TimeLimits(IWork work)
{
    [Chainable]
    public async Task<string> RunAsync(string run, int count, TimeSpan limit, TimeSpan pause)
    {
        var late = 0;
        for (var i = 0; i < count; i++)
        {
            var call = SlowAsync(run, i, pause * (i + 1));
            try
            {
                await call.WaitAsync(limit);
            }
            catch (TimeoutException)
            {
                late++;
                await call;
            }
        }

        return late <= count ? "limited" : $"{late} of {count}";
    }

    [Chainable]
    public async Task<int> SlowAsync(string run, int number, TimeSpan pause)
    {
        await Task.Delay(pause);
        return await work.DoAsync(run, $"limited{number}", number);
    }
}
