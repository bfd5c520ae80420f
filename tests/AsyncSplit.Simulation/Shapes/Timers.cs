namespace AsyncSplit.Simulation.Shapes;

/// <summary>Pauses between calls.</summary>
public sealed partial class Timers(IWork work)
{
    [Chainable]
    public async Task<int> RunAsync(string run, int count, TimeSpan pause)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(pause * (i + 1));
            sum += await work.DoAsync(run, $"after{i}", i);
            await Task.Yield();
        }

        var timer = Task.Delay(pause);
        var meanwhile = work.DoAsync(run, "meanwhile", 1);
        await timer;
        return sum + await meanwhile;
    }
}
