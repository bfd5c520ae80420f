using AsyncSplit.Queues;

namespace AsyncSplit.Stores.Doubles;

/// <summary>Message queues in memory, which deliver at least once, in any order, and lose what they are told, as the test says.</summary>
public sealed class MemoryQueues(TimeProvider clock) : IEnvelopeQueues
{
    // How long a receiver waits for a message before it is told that none has come: the test may move the clock meanwhile.
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly List<MemoryMessage> _messages = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private long _sequence;

    /// <summary>Awaited before and after each operation; what it throws, the operation throws, not done or done.</summary>
    public Func<MemoryOperation, ValueTask>? Gate { get; set; }

    /// <summary>Whether a message is dropped whose id has been sent before, as FIFO queues do: not, where a timer goes on.</summary>
    public bool DropsRepetitions { get; set; }

    /// <summary>How often each message is there when it is sent for the first time: twice, where senders and services stutter. What follows of it is repeated too.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Says which of the messages that are due is received next; the first by default.</summary>
    public Func<int, int>? Pick { get; set; }

    /// <inheritdoc/>
    public int MaxEnvelopeBytes { get; set; } = int.MaxValue / 2;

    /// <inheritdoc/>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many messages have been sent.</summary>
    public int Sends { get; private set; }

    /// <summary>All bodies that were sent for a message id: more than one where repetitions differ.</summary>
    public Dictionary<string, HashSet<string>> Bodies { get; } = new(StringComparer.Ordinal);

    /// <summary>How many messages there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>When the next message can be received; null when there is none.</summary>
    public DateTimeOffset? NextDueAt()
    {
        lock (_lock)
        {
            return _messages.Count == 0 ? null : _messages.Min(static message => message.VisibleAt);
        }
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(IReadOnlyList<QueuedEnvelope> envelopes, CancellationToken cancellationToken)
    {
        foreach (var envelope in envelopes)
        {
            // One by one: an exception leaves some of them sent and some not.
            await PassAsync(new MemoryOperation("send", envelope.MessageId, IsDone: false)).ConfigureAwait(false);
            Send(envelope);
            await PassAsync(new MemoryOperation("send", envelope.MessageId, IsDone: true)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ReceivedEnvelope>> ReceiveAsync(string queue, int maxCount, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var received = Take(queue, maxCount);
        if (received.Count == 0)
        {
            await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
        }

        return received;
    }

    /// <summary>Receives what is due, without waiting.</summary>
    /// <param name="queue">Null for any.</param>
    /// <param name="maxCount">How many at most.</param>
    public IReadOnlyList<ReceivedEnvelope> Take(string? queue, int maxCount)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var received = new List<ReceivedEnvelope>();
            while (received.Count < maxCount)
            {
                var due = _messages.Where(message => message.VisibleAt <= now && (queue is null || message.Envelope.Queue == queue)).OrderBy(static message => message.VisibleAt).ToList();
                if (due.Count == 0)
                {
                    break;
                }

                var message = due[Pick?.Invoke(due.Count) ?? 0];
                var visibleAt = message.VisibleAt;
                message.Lease = ++_sequence;
                message.Deliveries++;
                message.VisibleAt = now + LeaseDuration;
                received.Add(new ReceivedEnvelope(message.Envelope.Body, message.Deliveries, new MemoryReceipt(message, message.Lease)) { DueAt = visibleAt });
            }

            return received;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(object receipt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var isHeld = IsHeld(receipt, out var message);
            if (isHeld)
            {
                message.VisibleAt = clock.GetUtcNow() + LeaseDuration;
            }

            return new ValueTask<bool>(isHeld);
        }
    }

    /// <inheritdoc/>
    public ValueTask ReturnAsync(object receipt, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (IsHeld(receipt, out var message))
            {
                message.Lease = 0;
                message.VisibleAt = clock.GetUtcNow() + delay;
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(object receipt, CancellationToken cancellationToken)
    {
        var id = ((MemoryReceipt)receipt).Message.Envelope.MessageId;
        await PassAsync(new MemoryOperation("delete", id, IsDone: false)).ConfigureAwait(false);
        lock (_lock)
        {
            // As services do: by the message, whoever has it now.
            _messages.Remove(((MemoryReceipt)receipt).Message);
        }

        await PassAsync(new MemoryOperation("delete", id, IsDone: true)).ConfigureAwait(false);
    }

    private ValueTask PassAsync(MemoryOperation operation) => Gate?.Invoke(operation) ?? ValueTask.CompletedTask;

    private void Send(QueuedEnvelope envelope)
    {
        lock (_lock)
        {
            if (envelope.Delay < TimeSpan.Zero || envelope.Delay > MaxDelay || envelope.Body.Length > MaxEnvelopeBytes)
            {
                throw new ArgumentException($"The service does not take '{envelope.MessageId}': {envelope.Body.Length} bytes, {envelope.Delay} later.");
            }

            Sends++;
            if (!Bodies.TryGetValue(envelope.MessageId, out var bodies))
            {
                Bodies.Add(envelope.MessageId, bodies = new HashSet<string>(StringComparer.Ordinal));
            }

            bodies.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(envelope.Body.Span)));
            var goesOn = envelope.Delay > TimeSpan.Zero && _messages.Exists(message => message.Lease != 0 && message.Envelope.MessageId == envelope.MessageId);
            var isNew = _seen.Add(envelope.MessageId);
            if (!isNew && DropsRepetitions && !goesOn)
            {
                return;
            }

            for (var copy = 0; copy < (isNew ? Copies : 1); copy++)
            {
                _messages.Add(new MemoryMessage(envelope with { Body = envelope.Body.ToArray() }) { VisibleAt = clock.GetUtcNow() + envelope.Delay });
            }
        }
    }

    private static bool IsHeld(object receipt, out MemoryMessage message)
    {
        var held = (MemoryReceipt)receipt;
        message = held.Message;
        return message.Lease == held.Lease;
    }
}
