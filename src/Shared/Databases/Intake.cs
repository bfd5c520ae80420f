using AsyncSplit.Messaging;

namespace AsyncSplit.Databases;

/// <summary>
/// Who waits for envelopes, and the envelopes that are leased and nobody has asked for yet. A step that is committed frees its place: what takes that place next is leased in the same transaction, before it is asked for.
/// </summary>
/// <param name="owner">What is closed when nobody gets anything any more, for messages.</param>
/// <param name="wake">Called when somebody has begun or ceased to wait.</param>
internal sealed class Intake(string owner, Action wake)
{
    // Who works asks again within microseconds. Who has stopped does not ask any more, and others get what was leased for it.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly LinkedList<Receiver> _receivers = new();
    private readonly Queue<(Delivery Delivery, long Since)> _ready = new();
    private bool _isClosed;
    private bool _asks;

    /// <summary>Whether anybody waits.</summary>
    public bool IsWaitedFor
    {
        get
        {
            lock (_lock)
            {
                return _receivers.Count > 0;
            }
        }
    }

    /// <summary>Whether there are envelopes that nobody has asked for yet.</summary>
    public bool HasReady
    {
        get
        {
            lock (_lock)
            {
                return _ready.Count > 0;
            }
        }
    }

    /// <summary>Waits for envelopes. Either it is cancelled or it gets some, never both.</summary>
    public async ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken)
    {
        Receiver receiver;
        lock (_lock)
        {
            if (_isClosed)
            {
                throw new ObjectDisposedException(owner);
            }

            cancellationToken.ThrowIfCancellationRequested();
            _asks = true;
            if (_ready.Count > 0)
            {
                return TakeReady(maxCount);
            }

            receiver = new Receiver(maxCount);
            _receivers.AddLast(receiver);
        }

        wake();
        using (cancellationToken.UnsafeRegister(static (state, token) => ((Action<CancellationToken>)state!)(token), (CancellationToken token) => Cancel(receiver, token)))
        {
            return await receiver.Completion.Task.ConfigureAwait(false);
        }
    }

    /// <summary>How many envelopes would find a place.</summary>
    /// <param name="committed">How many steps are being committed: their places are free then.</param>
    public int Places(int committed)
    {
        lock (_lock)
        {
            var places = (_asks ? committed : 0L) - _ready.Count;
            foreach (var receiver in _receivers)
            {
                places += receiver.MaxCount;
            }

            return (int)Math.Clamp(places, 0, int.MaxValue);
        }
    }

    /// <summary>Envelopes have been leased.</summary>
    public void Offer(IReadOnlyList<Delivery> deliveries)
    {
        lock (_lock)
        {
            foreach (var delivery in deliveries)
            {
                _ready.Enqueue((delivery, Environment.TickCount64));
            }

            while (_ready.Count > 0 && _receivers.First is { } first)
            {
                _receivers.RemoveFirst();
                first.Value.Completion.TrySetResult(TakeReady(first.Value.MaxCount));
            }
        }
    }

    /// <summary>What nobody has asked for, and nobody is going to.</summary>
    public IReadOnlyList<Delivery> TakeLeftOver()
    {
        lock (_lock)
        {
            var left = new List<Delivery>();
            while (_ready.TryPeek(out var oldest) && (!_asks || Environment.TickCount64 - oldest.Since >= s_patience.TotalMilliseconds))
            {
                left.Add(_ready.Dequeue().Delivery);
            }

            return left;
        }
    }

    /// <summary>Those who wait get to know that nothing can be leased.</summary>
    /// <returns>How many they were.</returns>
    public int Fail(Exception exception)
    {
        lock (_lock)
        {
            var count = _receivers.Count;
            foreach (var receiver in _receivers)
            {
                receiver.Completion.TrySetException(exception);
            }

            _receivers.Clear();
            return count;
        }
    }

    /// <summary>Nobody gets anything any more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _asks = false;
        }

        Fail(new ObjectDisposedException(owner));
    }

    private List<Delivery> TakeReady(int maxCount)
    {
        var deliveries = new List<Delivery>(Math.Min(maxCount, _ready.Count));
        while (deliveries.Count < maxCount && _ready.TryDequeue(out var ready))
        {
            deliveries.Add(ready.Delivery);
        }

        return deliveries;
    }

    private void Cancel(Receiver receiver, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_receivers.Remove(receiver))
            {
                _asks = false;
                receiver.Completion.TrySetCanceled(cancellationToken);
            }
        }

        wake();
    }

    private sealed class Receiver(int maxCount)
    {
        public int MaxCount => maxCount;

        public TaskCompletionSource<IReadOnlyList<Delivery>> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
