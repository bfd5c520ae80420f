namespace AsyncSplit.Sqlite.Writing;

/// <summary>Removes some of the chains that have ended.</summary>
internal sealed class PurgeWork(DateTimeOffset endedBefore, int maxCount) : WriteWork<int>
{
    public override bool IsDurable => false;

    protected override bool Execute(WriterStatements statements, DateTimeOffset now, out int result)
    {
        result = statements.Chains.Purge(endedBefore, maxCount);
        return true;
    }
}
