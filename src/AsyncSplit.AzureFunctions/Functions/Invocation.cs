namespace AsyncSplit.AzureFunctions.Functions;

/// <summary>What the Functions host posts for a queue-triggered function.</summary>
/// <param name="Message">The message: an envelope, if it is right.</param>
/// <param name="Attempt">How often it has been delivered, with this time.</param>
/// <param name="MessageId">The id that the queue service has given it; null where the host does not tell.</param>
internal sealed record Invocation(ReadOnlyMemory<byte> Message, int Attempt, string? MessageId);
