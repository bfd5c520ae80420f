namespace AsyncSplit.Sqlite.Reading;

/// <summary>What a caller wants to have read.</summary>
internal abstract class ReadWork
{
    /// <summary>Reads, and tells the caller.</summary>
    public abstract void Run(ReadStatements statements);
}
