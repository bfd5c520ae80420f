namespace AsyncSplit.Sqlite.Writing;

/// <summary>What a caller asks of the writer's thread.</summary>
internal abstract class Work
{
    /// <summary>It could not be done, and nothing of it was.</summary>
    public abstract void Fail(Exception exception);
}
