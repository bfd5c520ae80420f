using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>Gives a delivery back that was none.</summary>
internal sealed class ReleaseWork(Delivery delivery) : WriteWork<bool>
{
    private readonly Lease _lease = Lease.Of(delivery);

    public override bool IsDurable => false;

    protected override bool Execute(WriterStatements statements, DateTimeOffset now, out bool result) =>
        result = statements.Messages.Release(delivery.MessageId, _lease);
}
