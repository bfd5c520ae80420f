using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <summary>The signals of one chain that nobody has listened to yet, and the listeners that none has come for.</summary>
internal sealed class StoredSignals
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<ReadOnlyMemory<byte>>> _signals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<string>> _listeners = new(StringComparer.Ordinal);

    /// <summary>How much there is to be forgotten.</summary>
    public int Count => _known.Count + _signals.Count + _listeners.Count;

    public bool Knows(string signalId) => _known.Contains(signalId);

    /// <summary>A signal has come.</summary>
    /// <returns>What it settles; null where nobody listens.</returns>
    public FutureSettlement? Add(SignalDelivery signal)
    {
        _known.Add(signal.SignalId);
        if (TryTake(_listeners, signal.Name, out var futureId))
        {
            return Settle(signal.ChainId, futureId, signal.Value);
        }

        Put(_signals, signal.Name, signal.Value);
        return null;
    }

    /// <summary>Someone listens.</summary>
    /// <returns>What a signal settles that has come already; null where none has.</returns>
    public FutureSettlement? Add(SignalListener listener)
    {
        if (TryTake(_signals, listener.Name, out var value))
        {
            return Settle(listener.ChainId, listener.FutureId, value);
        }

        Put(_listeners, listener.Name, listener.FutureId);
        return null;
    }

    /// <summary>Nothing comes of the chain any more.</summary>
    public void Clear()
    {
        _known.Clear();
        _signals.Clear();
        _listeners.Clear();
    }

    private static FutureSettlement Settle(string chainId, string futureId, ReadOnlyMemory<byte> value) => new(chainId, futureId, SignalDelivery.OutcomeOf(futureId, value));

    private static bool TryTake<T>(Dictionary<string, Queue<T>> queues, string name, out T item)
    {
        if (!queues.TryGetValue(name, out var queue))
        {
            item = default!;
            return false;
        }

        item = queue.Dequeue();
        if (queue.Count == 0)
        {
            queues.Remove(name);
        }

        return true;
    }

    private static void Put<T>(Dictionary<string, Queue<T>> queues, string name, T item)
    {
        if (!queues.TryGetValue(name, out var queue))
        {
            queues.Add(name, queue = new Queue<T>());
        }

        queue.Enqueue(item);
    }
}
