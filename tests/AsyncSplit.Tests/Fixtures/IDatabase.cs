namespace AsyncSplit.Tests.Fixtures;

/// <summary>A contract; in these tests a plain class implements it.</summary>
internal interface IDatabase
{
    Task<string> GetAsync(string key);
}
