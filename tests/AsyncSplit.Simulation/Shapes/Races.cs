namespace AsyncSplit.Simulation.Shapes;

/// <summary>A call against a timer: whoever is first.</summary>
public sealed partial class Races(IWork work)
{
    [Chainable]
    public async Task<string> RunAsync(string run, int count, TimeSpan patience, TimeSpan pause)
    {
        var won = 0;
        for (var i = 0; i < count; i++)
        {
            var call = SlowAsync(run, i, pause);
            var first = await Task.WhenAny(call, Task.Delay(patience));
            won += first == call ? 1 : 0;

            // What has lost is awaited all the same: so all effects are there at the end.
            await call;
        }

        return won >= 0 && won <= count ? "raced" : $"{won} of {count}";
    }

    [Chainable]
    public async Task<int> SlowAsync(string run, int number, TimeSpan pause)
    {
        await Task.Delay(pause);
        return await work.DoAsync(run, $"slow{number}", number);
    }
}
