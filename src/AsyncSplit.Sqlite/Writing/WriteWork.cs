namespace AsyncSplit.Sqlite.Writing;

/// <summary>A write: done as a whole or not at all, in one transaction with others.</summary>
internal abstract class WriteWork
{
    /// <summary>Whether it must outlive the loss of power. What only lasts as long as this process need not.</summary>
    public abstract bool IsDurable { get; }

    /// <summary>Whether a place for a step is free when it has been committed.</summary>
    public virtual bool FreesPlace => false;

    /// <summary>The chain that has ended or was parked, known once the work has been executed.</summary>
    public virtual string? EndedChain => null;

    /// <summary>Writes. It may be asked to do so again, when what it wrote has been undone.</summary>
    /// <returns>False to have everything undone that it wrote.</returns>
    public abstract bool Execute(WriterStatements statements, DateTimeOffset now);

    /// <summary>The transaction is committed.</summary>
    public abstract void Succeed();

    /// <summary>It could not be done, and nothing of it was.</summary>
    public abstract void Fail(Exception exception);
}
