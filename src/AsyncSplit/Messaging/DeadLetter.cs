namespace AsyncSplit.Messaging;

/// <summary>An envelope that cannot be run, kept with the reason.</summary>
/// <param name="MessageId">The envelope's id.</param>
/// <param name="ChainId">The chain it belongs to; null when the envelope cannot be read so far: then a store goes by the chain that it was sent for. Empty when it is forged: no chain is parked for it.</param>
/// <param name="EntryPoint">The entry point it names; null when the envelope cannot be read so far.</param>
/// <param name="Kind">Why, as a value to count by.</param>
/// <param name="Reason">Why, for a person to read.</param>
/// <param name="ParkedAt">When it was found out.</param>
/// <param name="Body">The envelope, as it was delivered.</param>
public sealed record DeadLetter(
    string MessageId, string? ChainId, string? EntryPoint, DeadLetterKind Kind, string Reason, DateTimeOffset ParkedAt, ReadOnlyMemory<byte> Body)
{
    /// <summary>What its step threw, as the JSON of an error (docs/wire-format.md), where it is <see cref="DeadLetterKind.Unhandled"/>.</summary>
    public ReadOnlyMemory<byte>? Error { get; init; }
}
