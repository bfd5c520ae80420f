namespace AsyncSplit.Tests.Fixtures;

/// <summary>A contract that a handler implements.</summary>
internal interface IReader
{
    Task<string> ReadAsync(string key);
}
