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

    /// <summary>Its place in the queue: 0 for none. It leaves an older place behind when it is moved, or taken out.</summary>
    public long Place { get; set; }

    /// <summary>Whether it ends a future or the chain's time: nothing that a chain which has ended still needs.</summary>
    public bool IsTimer => Envelope.Target.StartsWith('$');
}
