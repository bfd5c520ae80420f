namespace AsyncSplit.Messaging;

/// <summary>An envelope to be sent.</summary>
/// <param name="MessageId">Derived from the parent's id: a repeated step sends the same ids again. At most 64 ASCII characters.</param>
/// <param name="ChainId">The chain it belongs to.</param>
/// <param name="Target">The entry point that is to run: what routing looks at.</param>
/// <param name="DueAt">Not to be delivered before. Not later than now for at once; <see cref="DateTimeOffset.MaxValue"/> for never.</param>
/// <param name="Body">The envelope's bytes.</param>
public sealed record OutgoingEnvelope(string MessageId, string ChainId, string Target, DateTimeOffset DueAt, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether it waits until <see cref="DueAt"/> even in a chain that is cancelled: whoever sends it has been cancelled already.</summary>
    public bool OutlivesCancellation { get; init; }
}
