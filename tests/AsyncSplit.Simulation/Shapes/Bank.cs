using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>Fails as often as it is told to; in a plain run, where nobody calls again, only when no attempt would do.</summary>
public sealed class Bank(Effects effects) : IBank
{
    public const int MaxAttempts = 3;

    public Task<int> PayAsync(string run, string label, int failures)
    {
        if ((ChainStep.Current?.Attempt ?? MaxAttempts) <= failures)
        {
            throw new InvalidOperationException($"{label} is declined");
        }

        effects.Record(run, label);
        return Task.FromResult(failures + 1);
    }
}
