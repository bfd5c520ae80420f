namespace AsyncSplit.Testing.Tests.Forks;

public interface INumbers
{
    [Chainable]
    Task<int> GetAsync(int number);
}
