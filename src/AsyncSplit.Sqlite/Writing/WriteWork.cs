namespace AsyncSplit.Sqlite.Writing;

/// <summary>A write: done as a whole or not at all, in one transaction with others.</summary>
internal abstract class WriteWork : Work
{
    /// <summary>Whether it must outlive the loss of power. What only lasts as long as this process need not.</summary>
    public abstract bool IsDurable { get; }

    /// <summary>The chain that has ended or was parked, known once the work has been executed.</summary>
    public virtual string? EndedChain => null;

    /// <summary>Writes, inside a savepoint of its own.</summary>
    /// <returns>False to have everything undone that it wrote.</returns>
    public abstract bool Execute(WriterStatements statements, DateTimeOffset now);

    /// <summary>The transaction is committed.</summary>
    public abstract void Succeed();
}
