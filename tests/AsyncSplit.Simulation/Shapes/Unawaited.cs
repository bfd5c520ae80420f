namespace AsyncSplit.Simulation.Shapes;

/// <summary>Starts what it never awaits: it is done all the same, before or after the chain's end.</summary>
public sealed partial class Unawaited(IWork work)
{
    [Chainable]
    public async Task<int> RunAsync(string run, int count)
    {
#pragma warning disable SPLIT203 // Never awaited, as the shape's name says.
        for (var i = 0; i < count; i++)
        {
            _ = TwoStepsAsync(run, i);
        }
#pragma warning restore SPLIT203

        return await work.DoAsync(run, "awaited", count);
    }

    [Chainable]
    public async Task<int> TwoStepsAsync(string run, int number)
    {
        var first = await work.DoAsync(run, $"one{number}", number);
        return first + await work.DoAsync(run, $"two{number}", number);
    }
}
