namespace AsyncSplit.Simulation.Shapes;

/// <summary>Undoes what it has done when it is cancelled, and closes in any case.</summary>
public sealed partial class Bookings(IWork work)
{
    [Chainable]
    public async Task<string> RunAsync(string run, int count, TimeSpan pause)
    {
        var booked = 0;
        try
        {
            while (booked < count)
            {
                await work.DoAsync(run, $"book{booked}", booked);
                booked++;
                await Task.Delay(pause);
            }

            return "booked";
        }
        catch (OperationCanceledException)
        {
            for (var left = booked; left > 0; left--)
            {
                await work.DoAsync(run, $"undo{left - 1}", left);
                await Task.Delay(pause);
            }

            return $"undone {booked}";
        }
        finally
        {
            await CloseAsync(run);
        }
    }

    [Chainable]
    public async Task CloseAsync(string run)
    {
        await Task.Yield();
        await work.DoAsync(run, "close", 0);
    }
}
