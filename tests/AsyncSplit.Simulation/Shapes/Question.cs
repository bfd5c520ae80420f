using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Shapes;

/// <summary>One callback, without a time-out.</summary>
public sealed partial class Question(Outside outside)
{
    [Chainable]
    public async Task<int> RunAsync(string run, int count)
    {
        var answer = await Chain.Callback<int>(token => outside.HandOutAsync(run, 0, token), Timeout.InfiniteTimeSpan);
        return answer + count;
    }
}
