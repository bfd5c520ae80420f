namespace AsyncSplit.Testing.Tests.Retries;

/// <summary>A contract whose attribute is another than that of the handler behind it, and one that has none.</summary>
public interface IFinder
{
    [Chainable]
    [Retry(MaxAttempts = 2)]
    Task<string> FindAsync(string who);

    [Chainable]
    Task<string> SeekAsync(string who);
}
