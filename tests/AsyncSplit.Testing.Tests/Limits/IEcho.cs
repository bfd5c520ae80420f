namespace AsyncSplit.Testing.Tests.Limits;

public interface IEcho
{
    [Chainable]
    Task<string> CallAsync(string word);
}
