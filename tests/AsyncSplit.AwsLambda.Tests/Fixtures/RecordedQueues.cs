using System.Collections.Concurrent;
using AsyncSplit.Queues;

namespace AsyncSplit.AwsLambda.Tests.Fixtures;

/// <summary>Queues that are only sent to.</summary>
internal sealed class RecordedQueues : IEnvelopeQueues
{
    public ConcurrentQueue<QueuedEnvelope> Sent { get; } = new();

    /// <summary>What sending throws.</summary>
    public Exception? Fault { get; set; }

    public int MaxEnvelopeBytes => 256 * 1024;

    public TimeSpan MaxDelay => TimeSpan.FromMinutes(15);

    public TimeSpan LeaseDuration => TimeSpan.FromSeconds(30);

    public ValueTask SendAsync(IReadOnlyList<QueuedEnvelope> envelopes, CancellationToken cancellationToken)
    {
        if (Fault is not null)
        {
            throw Fault;
        }

        foreach (var envelope in envelopes)
        {
            Sent.Enqueue(envelope);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<ReceivedEnvelope>> ReceiveAsync(string queue, int maxCount, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> RenewAsync(object receipt, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask ReturnAsync(object receipt, TimeSpan delay, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DeleteAsync(object receipt, CancellationToken cancellationToken) => throw new NotSupportedException();
}
