using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <summary>Queue, timers and store of one process. Envelopes are bytes, as everywhere; nothing survives the process.</summary>
public sealed partial class InMemoryChains(TimeProvider clock) : IChainTransport, IPromptTransport, IChainCommitter, IChainStore
{
    // A longer wait for a timer is split: timers of the framework do not take more than 49 days.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();

    // What is due when it is sent is due in the order in which it is sent, nearly always. The rest, timers above all, is in a queue that sorts.
    private readonly Queue<(QueuedMessage Message, long Place)> _ready = new();
    private readonly PriorityQueue<(QueuedMessage Message, long Place), (long DueTicks, long Sequence)> _sorted = new();
    private readonly Dictionary<string, StoredChain> _chains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QueuedMessage> _messages = new(StringComparer.Ordinal);

    // Each with the chain that its envelope was sent for: what cannot be read names none.
    private readonly List<(DeadLetter DeadLetter, StoredChain? Chain)> _deadLetters = [];

    // Who waits for an envelope, and until when, if none comes before. Null where nobody waits.
    private TaskCompletionSource? _arrival;
    private DateTimeOffset _awake;

    // Who waits for a chain that is not there yet. Null where nobody does.
    private TaskCompletionSource? _start;
    private DateTimeOffset _lastReady;
    private long _sequence;

    // How many are about to receive by themselves.
    private int _expected;

    /// <inheritdoc/>
    public TimeSpan LeaseDuration => Timeout.InfiniteTimeSpan;

    /// <inheritdoc/>
    public int MaxEnvelopeBytes { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task arrived;
            TimeSpan wait;
            bool isIdle;
            lock (_lock)
            {
                var deliveries = Take(maxCount);
                if (deliveries.Count > 0)
                {
                    return deliveries;
                }

                var now = clock.GetUtcNow();
                var next = NextDue();
                wait = next is { } due && due - now < s_longestWait ? due - now : s_longestWait;
                isIdle = next is null;
                var until = isIdle ? DateTimeOffset.MaxValue : now + wait;
                _awake = _arrival is null || until < _awake ? until : _awake;
                _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                arrived = _arrival.Task;
            }

            // Without a timer there is only one thing to wait for.
            await (isIdle ? arrived.WaitAsync(cancellationToken) : WaitAsync(arrived, wait, cancellationToken)).ConfigureAwait(false);
            lock (_lock)
            {
                // Until when the others wait, if there are any, is not known without this one: they look again.
                if (ReferenceEquals(_arrival?.Task, arrived))
                {
                    WakeReceivers();
                }
            }
        }
    }

    /// <inheritdoc/>
    void IPromptTransport.Expect() => Interlocked.Increment(ref _expected);

    /// <inheritdoc/>
    Delivery? IPromptTransport.TryReceive()
    {
        lock (_lock)
        {
            Interlocked.Decrement(ref _expected);
            var now = clock.GetUtcNow();
            var delivery = NextDue() <= now ? TakeNext() : null;
            if (_arrival is not null && NextDue() <= now)
            {
                WakeReceivers();
            }

            return delivery;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new ValueTask<bool>(IsOwned(delivery, out _));
        }
    }

    /// <inheritdoc/>
    public ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (IsOwned(delivery, out var message))
            {
                message.Lease = null;
                Enqueue(message, delay > TimeSpan.Zero ? clock.GetUtcNow() + delay : clock.GetUtcNow());
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (IsOwned(delivery, out var message))
            {
                message.Lease = null;
                message.Deliveries--;
                Enqueue(message, clock.GetUtcNow());
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            QueuedMessage? message = null;
            if (delivery is null ? !Takes(commit) : !IsOwned(delivery, out message))
            {
                return new ValueTask<CommitResult>(CommitResult.Superseded);
            }

            Apply(commit, message);
        }

        return new ValueTask<CommitResult>(CommitResult.Applied);
    }

    /// <summary>When the next queued envelope is due; null when none is queued.</summary>
    internal DateTimeOffset? NextDueAt()
    {
        lock (_lock)
        {
            return NextDue();
        }
    }

    /// <summary>How many envelopes are queued or with a step.</summary>
    internal int CountQueued()
    {
        lock (_lock)
        {
            return _messages.Count;
        }
    }

    /// <summary>Leases what is due, without waiting.</summary>
    internal List<Delivery> TakeDue(int maxCount)
    {
        lock (_lock)
        {
            return Take(maxCount);
        }
    }

    private async Task WaitAsync(Task arrived, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(arrived, Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
    }

    private List<Delivery> Take(int maxCount)
    {
        var deliveries = new List<Delivery>();
        var now = clock.GetUtcNow();
        while (deliveries.Count < maxCount && NextDue() <= now)
        {
            deliveries.Add(TakeNext());
        }

        return deliveries;
    }

    private Delivery TakeNext()
    {
        var message = (NextIsReady() ? _ready.Dequeue() : _sorted.Dequeue()).Message;
        message.Place = 0;
        message.NewLease();
        return new Delivery(message.Envelope.MessageId, message.Envelope.Body)
        {
            Attempt = message.Deliveries,
            DueAt = message.DueAt,
            ChainId = message.Envelope.ChainId,
            Cancellation = ChainOf(message)?.Record.Cancellation,
            Receipt = message.Lease,
        };
    }

    private DateTimeOffset? NextDue()
    {
        // What was moved or taken out has left its place behind.
        while (_ready.TryPeek(out var ready) && ready.Message.Place != ready.Place)
        {
            _ready.Dequeue();
        }

        while (_sorted.TryPeek(out var sorted, out _) && sorted.Message.Place != sorted.Place)
        {
            _sorted.Dequeue();
        }

        return _ready.Count + _sorted.Count == 0 ? null : (NextIsReady() ? _ready.Peek() : _sorted.Peek()).Message.DueAt;
    }

    private bool NextIsReady() => _ready.TryPeek(out var ready) && (!_sorted.TryPeek(out _, out var sorted) || (ready.Message.DueAt.UtcTicks, ready.Place).CompareTo(sorted) < 0);

    private bool IsOwned(Delivery delivery, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out QueuedMessage? message) =>
        _messages.TryGetValue(delivery.MessageId, out message) && message.Lease is { } lease && ReferenceEquals(lease, delivery.Receipt);
}
