using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>Gives a delivery back.</summary>
internal sealed class AbandonWork(Delivery delivery, TimeSpan delay) : WriteWork<bool>
{
    private readonly Lease _lease = Lease.Of(delivery);

    public override bool IsDurable => false;

    protected override bool Execute(WriterStatements statements, DateTimeOffset now, out bool result) =>
        result = statements.Messages.Abandon(delivery.MessageId, _lease, delay > TimeSpan.Zero ? now + delay : now);
}
