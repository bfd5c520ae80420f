namespace AsyncSplit.Queues;

/// <summary>An envelope on its way into a queue.</summary>
/// <param name="Queue">The queue's name or address, as <see cref="IQueueMap"/> gives it.</param>
/// <param name="MessageId">The envelope's id: at most 64 ASCII characters.</param>
/// <param name="ChainId">The chain it belongs to.</param>
/// <param name="Target">The entry point that is to run; empty where there is none.</param>
/// <param name="Body">The envelope: UTF-8, or any bytes where envelopes are encrypted.</param>
/// <param name="Delay">For how long it is kept back: at most <see cref="IEnvelopeQueues.MaxDelay"/>.</param>
public sealed record QueuedEnvelope(string Queue, string MessageId, string ChainId, string Target, ReadOnlyMemory<byte> Body, TimeSpan Delay);
