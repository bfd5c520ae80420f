namespace AsyncSplit.Simulation.Shapes;

/// <summary>A callee that fails a few times.</summary>
public interface IBank
{
    [Chainable]
    [Retry(MaxAttempts = 3, Delay = "00:00:10", Jitter = 0.5)]
    Task<int> PayAsync(string run, string label, int failures);
}
