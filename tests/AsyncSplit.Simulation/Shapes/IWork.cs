namespace AsyncSplit.Simulation.Shapes;

/// <summary>The callee of most shapes.</summary>
public interface IWork
{
    /// <summary>Does something and doubles a number.</summary>
    [Chainable]
    Task<int> DoAsync(string run, string label, int value);

    /// <summary>Does something and fails.</summary>
    [Chainable]
    Task<int> FailAsync(string run, string label);
}
