namespace AsyncSplit.PostgreSql.Writing;

/// <summary>What a caller asks of the writer: done as a whole or not at all, in one transaction with others.</summary>
internal abstract class Work
{
    /// <summary>It could not be done. Nothing of it was, unless the connection was lost in the commit: then it is not known.</summary>
    public abstract void Fail(Exception exception);
}
