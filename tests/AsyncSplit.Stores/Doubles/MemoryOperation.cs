namespace AsyncSplit.Stores.Doubles;

/// <summary>An operation of a queue or table, before it is done or when it has been.</summary>
/// <param name="Name">Which.</param>
/// <param name="Key">Of what.</param>
/// <param name="IsDone">Whether it has been done.</param>
public readonly record struct MemoryOperation(string Name, string Key, bool IsDone);
