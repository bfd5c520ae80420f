namespace AsyncSplit.Queues.Covers;

/// <summary>The receipt of a delivery that came out of a queue.</summary>
/// <param name="Received">What was received.</param>
/// <param name="Message">What it says of itself.</param>
internal sealed record QueuedReceipt(ReceivedEnvelope Received, QueueMessage Message);
