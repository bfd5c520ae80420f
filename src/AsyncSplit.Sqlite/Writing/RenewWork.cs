using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>Extends a lease.</summary>
internal sealed class RenewWork(Delivery delivery, TimeSpan leaseDuration) : WriteWork<bool>
{
    private readonly Lease _lease = Lease.Of(delivery);

    public override bool IsDurable => false;

    protected override bool Execute(WriterStatements statements, DateTimeOffset now, out bool result) =>
        result = statements.Messages.Renew(delivery.MessageId, _lease, now + leaseDuration);
}
