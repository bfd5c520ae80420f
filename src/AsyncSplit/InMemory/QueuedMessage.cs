using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <summary>An envelope in the queue or with a step.</summary>
internal sealed class QueuedMessage(OutgoingEnvelope envelope, StoredChain? chain)
{
    private bool _wasLeased;

    public OutgoingEnvelope Envelope { get; } = envelope;

    /// <summary>Its chain, if that was known when the envelope was sent.</summary>
    public StoredChain? Chain => chain;

    public DateTimeOffset DueAt { get; set; }

    public int Deliveries { get; set; }

    /// <summary>What only who has it knows: null where nobody has.</summary>
    public object? Lease { get; set; }

    /// <summary>Its place in the queue: 0 for none. It leaves an older place behind when it is moved, or taken out.</summary>
    public long Place { get; set; }

    /// <summary>It is delivered once more.</summary>
    public void NewLease()
    {
        // Most are delivered once: the message itself is that lease, and no other ever.
        Lease = _wasLeased ? new object() : this;
        _wasLeased = true;
        Deliveries++;
    }

    /// <summary>Whether it ends a future or the chain's time: nothing that a chain which has ended still needs.</summary>
    public bool IsTimer => Envelope.Target.StartsWith('$');
}
