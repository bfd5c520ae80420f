namespace AsyncSplit.Messaging;

/// <summary>One envelope, leased to this process.</summary>
public sealed class Delivery
{
    /// <param name="messageId">The id that the envelope was sent with.</param>
    /// <param name="body">The envelope. Must not change until the delivery is committed or abandoned.</param>
    public Delivery(string messageId, ReadOnlyMemory<byte> body)
    {
        MessageId = messageId;
        Body = body;
    }

    /// <summary>The id that the envelope was sent with.</summary>
    public string MessageId { get; }

    /// <summary>The envelope, as it was sent.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>How often this envelope has been delivered, with this time: 1 at first.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Since when the envelope could be delivered; null where the transport does not know.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why its chain is cancelled; null where it is not, or the transport does not know.</summary>
    public CancellationKind? Cancellation { get; init; }

    /// <summary>The id of its chain, where the transport has it at hand: it need not be made of the envelope's bytes again. Those say whether it is.</summary>
    internal string? ChainId { get; init; }

    /// <summary>What the transport needs to find the lease again (a token, a receipt handle). Opaque to everyone else.</summary>
    public object? Receipt { get; init; }
}
