namespace AsyncSplit.Benchmarks.Stores;

/// <inheritdoc/>
public sealed class Clerk : IClerk
{
    public Task<int> AddOneAsync(int number) => Task.FromResult(number + 1);
}
