using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Waits for people, who answer in time or not, and for signals, which come in their order.</summary>
public sealed partial class Approvals(IWork work, Outside outside)
{
    [Chainable]
    public async Task<string> RunAsync(string run, int count, TimeSpan patience)
    {
        var approved = 0;
        for (var i = 0; i < count; i++)
        {
            try
            {
                var number = i;
                approved += await Chain.Callback<int>(token => outside.HandOutAsync(run, number, token), patience);
                await work.DoAsync(run, $"approved{i}", i);
            }
            catch (TimeoutException)
            {
                await work.DoAsync(run, $"late{i}", i);
            }
        }

        var first = await Chain.Signal<string>("said");
        await work.DoAsync(run, "heard", 0);
        return $"{approved} approved, {first} and {await Chain.Signal<string>("said")}";
    }
}
