namespace AsyncSplit.Benchmarks.Stores;

/// <summary>What <see cref="Sums"/> calls: each call is a step of its own.</summary>
public interface IAdder
{
    /// <summary>The next number.</summary>
    [Chainable]
    Task<int> AddOneAsync(int number);

    /// <summary>The next number, after some time that is spent waiting.</summary>
    [Chainable]
    Task<int> AddOneLaterAsync(int number, int milliseconds);
}
