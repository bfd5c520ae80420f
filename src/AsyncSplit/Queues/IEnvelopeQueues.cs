namespace AsyncSplit.Queues;

/// <summary>A message service with a queue for each function or worker: SQS, Azure Storage Queues, a pushing broker. It knows nothing of chains, and need not keep an order, nor deliver once.</summary>
/// <remarks><c>QueuedChains</c> makes chains of it: timers that are longer than <see cref="MaxDelay"/>, recognised repetitions, joins.</remarks>
public interface IEnvelopeQueues
{
    /// <summary>The largest body that can be sent, in bytes.</summary>
    int MaxEnvelopeBytes { get; }

    /// <summary>The longest time that a message can be kept back. What is due later is sent on, hop by hop. Zero where nothing can be kept back.</summary>
    TimeSpan MaxDelay { get; }

    /// <summary>For how long a received message belongs to its receiver.</summary>
    TimeSpan LeaseDuration { get; }

    /// <summary>Sends messages, in as few requests as the service allows.</summary>
    /// <exception cref="Exception">Some of them may have been sent, some not: all are sent again later, with the same ids.</exception>
    ValueTask SendAsync(IReadOnlyList<QueuedEnvelope> envelopes, CancellationToken cancellationToken);

    /// <summary>Waits for messages of one queue, for as long as the service lets a receiver wait.</summary>
    /// <param name="queue">The queue's name or address, as <see cref="IQueueMap"/> gives it.</param>
    /// <param name="maxCount">How many at most.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Empty when none has come.</returns>
    ValueTask<IReadOnlyList<ReceivedEnvelope>> ReceiveAsync(string queue, int maxCount, CancellationToken cancellationToken);

    /// <summary>Extends the lease to <see cref="LeaseDuration"/> from now.</summary>
    /// <returns>False when the lease is lost.</returns>
    ValueTask<bool> RenewAsync(object receipt, CancellationToken cancellationToken);

    /// <summary>Gives a message back: it is delivered again after <paramref name="delay"/>.</summary>
    ValueTask ReturnAsync(object receipt, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Removes a message that is done with. One that is gone already is no error.</summary>
    ValueTask DeleteAsync(object receipt, CancellationToken cancellationToken);
}
