using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>A plain class: each call is one step.</summary>
public sealed class Work(Effects effects) : IWork
{
    public Task<int> DoAsync(string run, string label, int value)
    {
        effects.Record(run, label);
        return Task.FromResult(value * 2);
    }

    public Task<int> FailAsync(string run, string label)
    {
        effects.Record(run, label);
        throw new InvalidOperationException($"{label} has failed");
    }
}
