using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Awaits that are no chain calls, and state that grows.</summary>
public sealed partial class OpaqueLoop(Effects effects)
{
    [Chainable]
    public async Task<string> RunAsync(string run, int count)
    {
        var seen = new List<int>();
        foreach (var number in Enumerable.Range(0, count).ToList())
        {
#pragma warning disable SPLIT107 // As many as there are calls: four at most.
            seen.Add(await ReadAsync(run, number));
#pragma warning restore SPLIT107
        }

        return string.Join(',', seen);
    }

    private Task<int> ReadAsync(string run, int number)
    {
        effects.Record(run, $"read{number}");
        return Task.FromResult(number * 3);
    }
}
