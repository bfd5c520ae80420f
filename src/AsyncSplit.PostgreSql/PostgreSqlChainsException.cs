namespace AsyncSplit.PostgreSql;

/// <summary>The database cannot be used for chains. The message says which one, why, and what would help.</summary>
public sealed class PostgreSqlChainsException : Exception
{
    internal PostgreSqlChainsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
