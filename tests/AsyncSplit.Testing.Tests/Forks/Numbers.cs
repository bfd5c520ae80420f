namespace AsyncSplit.Testing.Tests.Forks;

/// <summary>Gives what it is given.</summary>
public sealed class Numbers : INumbers
{
    public Task<int> GetAsync(int number) => Task.FromResult(number);
}
