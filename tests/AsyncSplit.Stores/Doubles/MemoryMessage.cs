using AsyncSplit.Queues;

namespace AsyncSplit.Stores.Doubles;

/// <summary>A message in a queue.</summary>
internal sealed class MemoryMessage(QueuedEnvelope envelope)
{
    public QueuedEnvelope Envelope => envelope;

    public DateTimeOffset VisibleAt { get; set; }

    public int Deliveries { get; set; }

    /// <summary>Who has it: 0 for nobody.</summary>
    public long Lease { get; set; }
}
