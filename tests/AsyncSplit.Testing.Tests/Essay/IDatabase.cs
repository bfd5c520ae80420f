namespace AsyncSplit.Testing.Tests.Essay;

/// <summary>What <c>my_func</c> and others call: it does not say how, and by how many steps, the answer comes about.</summary>
public interface IDatabase
{
    [Chainable]
    Task<string> GetFromDb(string key);
}
