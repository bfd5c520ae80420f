namespace AsyncSplit.Benchmarks.Stores;

/// <summary>What <see cref="Tallies"/> calls: each call is a step of its own.</summary>
public interface IClerk
{
    /// <summary>The next number.</summary>
    [Chainable]
    Task<int> AddOneAsync(int number);
}
