namespace AsyncSplit.Queues;

/// <summary>A message as it came out of a queue.</summary>
/// <param name="Body">The envelope.</param>
/// <param name="Attempt">How often it has been delivered, with this time: 1 at first.</param>
/// <param name="Receipt">By which the message is renewed, given back or removed; null where who has pushed it does that.</param>
public sealed record ReceivedEnvelope(ReadOnlyMemory<byte> Body, int Attempt, object? Receipt)
{
    /// <summary>Since when it could be delivered; null where the service does not say.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
