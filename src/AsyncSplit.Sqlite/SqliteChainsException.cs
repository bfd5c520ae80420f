namespace AsyncSplit.Sqlite;

/// <summary>The file cannot be used for chains. The message says which file, why, and what would help.</summary>
public sealed class SqliteChainsException : Exception
{
    internal SqliteChainsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
