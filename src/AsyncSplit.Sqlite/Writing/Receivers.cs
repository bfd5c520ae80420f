using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>The receivers that wait, and what they wait for. Used by the writer's thread only.</summary>
internal sealed class Receivers(MessageStatements messages, TimeSpan leaseDuration)
{
    private readonly Queue<ReceiveWork> _waiting = new();
    private readonly List<ReceiveWork> _claimed = [];
    private DateTimeOffset? _next;
    private bool _nextIsKnown;

    /// <summary>Whether any receiver waits.</summary>
    public bool Any
    {
        get
        {
            while (_waiting.TryPeek(out var first) && first.IsCancelled)
            {
                _waiting.Dequeue();
            }

            return _waiting.Count > 0;
        }
    }

    public void Add(ReceiveWork receiver) => _waiting.Enqueue(receiver);

    /// <summary>The queue may have changed.</summary>
    public void Invalidate() => _nextIsKnown = false;

    /// <summary>For how long there will be nothing to lease: zero when there is something now. Reads the file if need be.</summary>
    public TimeSpan UntilNext(DateTimeOffset now)
    {
        if (!_nextIsKnown)
        {
            _next = messages.NextAvailable();
            _nextIsKnown = true;
        }

        return KnownUntilNext(now);
    }

    /// <summary>The same without reading: zero when it is not known.</summary>
    public TimeSpan KnownUntilNext(DateTimeOffset now) =>
        !_nextIsKnown ? TimeSpan.Zero : _next is not { } next ? TimeSpan.MaxValue : next > now ? next - now : TimeSpan.Zero;

    /// <summary>Leases what is due to those who wait, in the order in which they came. Inside a transaction; <see cref="Succeed"/> or <see cref="Fail"/> follows.</summary>
    public void Claim(long owner, DateTimeOffset now)
    {
        Invalidate();
        while (_waiting.TryPeek(out var receiver))
        {
            if (!receiver.TryBegin())
            {
                _waiting.Dequeue();
                continue;
            }

            IReadOnlyList<Delivery> deliveries = [];
            try
            {
                deliveries = messages.Claim(owner, now, leaseDuration, receiver.MaxCount);
            }
            finally
            {
                if (deliveries.Count == 0)
                {
                    receiver.WaitOn();
                }
            }

            if (deliveries.Count == 0)
            {
                return;
            }

            receiver.Take(deliveries);
            _claimed.Add(_waiting.Dequeue());
        }
    }

    /// <summary>The transaction is committed: the receivers get what was leased to them.</summary>
    public void Succeed()
    {
        foreach (var receiver in _claimed)
        {
            receiver.Succeed();
        }

        _claimed.Clear();
    }

    /// <summary>The file cannot be read or written: those who wait get to know.</summary>
    /// <returns>How many they were.</returns>
    public int Fail(Exception exception)
    {
        var receivers = _claimed.Concat(_waiting).ToArray();
        _claimed.Clear();
        _waiting.Clear();
        foreach (var receiver in receivers)
        {
            receiver.Fail(exception);
        }

        return receivers.Length;
    }
}
