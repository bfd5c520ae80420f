using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <summary>An envelope in the queue or with a step.</summary>
internal sealed class QueuedMessage(OutgoingEnvelope envelope)
{
    public OutgoingEnvelope Envelope { get; } = envelope;

    public DateTimeOffset DueAt { get; set; }

    public int Deliveries { get; set; }

    /// <summary>Who has it: 0 for nobody.</summary>
    public long Lease { get; set; }
}
