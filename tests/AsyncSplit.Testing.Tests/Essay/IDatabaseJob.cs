namespace AsyncSplit.Testing.Tests.Essay;

/// <summary>The job that outlives the function which dispatched it.</summary>
public interface IDatabaseJob
{
    [Chainable]
    Task<string[]> Run(string input);
}
