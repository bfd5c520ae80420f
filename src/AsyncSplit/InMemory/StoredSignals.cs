using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <summary>The signals of one chain that nobody has listened to yet, and the listeners that none has come for.</summary>
internal sealed class StoredSignals
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkedList<ReadOnlyMemory<byte>>> _signals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkedList<string>> _listeners = new(StringComparer.Ordinal);

    // By the future that each has settled.
    private readonly Dictionary<string, (string Name, ReadOnlyMemory<byte> Value)> _heard = new(StringComparer.Ordinal);

    /// <summary>How much there is to be forgotten.</summary>
    public int Count => _known.Count + _signals.Count + _listeners.Count + _heard.Count;

    public bool Knows(string signalId) => _known.Contains(signalId);

    /// <summary>A signal has come.</summary>
    /// <returns>What it settles; null where nobody listens.</returns>
    public FutureSettlement? Add(SignalDelivery signal)
    {
        _known.Add(signal.SignalId);
        return Give(signal.ChainId, signal.Name, signal.Value, isBack: false);
    }

    /// <summary>Someone listens.</summary>
    /// <returns>What a signal settles that has come already; null where none has.</returns>
    public FutureSettlement? Add(SignalListener listener)
    {
        if (TryTake(_signals, listener.Name, out var value))
        {
            return Settle(listener.ChainId, listener.Name, listener.FutureId, value);
        }

        Place(_listeners, listener.Name).AddLast(listener.FutureId);
        return null;
    }

    /// <summary>Nobody listens with the future any more.</summary>
    /// <returns>Whether somebody did, and no signal had come.</returns>
    public bool Withdraw(string futureId)
    {
        foreach (var (name, waiting) in _listeners)
        {
            if (waiting.Remove(futureId))
            {
                if (waiting.Count == 0)
                {
                    _listeners.Remove(name);
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>The signal that has settled a future is for somebody else.</summary>
    /// <returns>What it settles now; null where nobody listens.</returns>
    public FutureSettlement? GiveBack(string chainId, string futureId) =>
        _heard.Remove(futureId, out var signal) ? Give(chainId, signal.Name, signal.Value, isBack: true) : null;

    private FutureSettlement? Give(string chainId, string name, ReadOnlyMemory<byte> value, bool isBack)
    {
        if (TryTake(_listeners, name, out var futureId))
        {
            return Settle(chainId, name, futureId, value);
        }

        var kept = Place(_signals, name);
        _ = isBack ? kept.AddFirst(value) : kept.AddLast(value);
        return null;
    }

    private FutureSettlement Settle(string chainId, string name, string futureId, ReadOnlyMemory<byte> value)
    {
        _heard[futureId] = (name, value);
        return new FutureSettlement(chainId, futureId, SignalDelivery.OutcomeOf(futureId, value));
    }

    private static bool TryTake<T>(Dictionary<string, LinkedList<T>> lists, string name, out T item)
    {
        if (!lists.TryGetValue(name, out var list))
        {
            item = default!;
            return false;
        }

        item = list.First!.Value;
        list.RemoveFirst();
        if (list.Count == 0)
        {
            lists.Remove(name);
        }

        return true;
    }

    private static LinkedList<T> Place<T>(Dictionary<string, LinkedList<T>> lists, string name)
    {
        if (!lists.TryGetValue(name, out var list))
        {
            lists.Add(name, list = new LinkedList<T>());
        }

        return list;
    }
}
