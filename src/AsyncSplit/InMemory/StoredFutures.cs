using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <summary>The started calls of one chain that have ended and are not known to it yet, and what it waits for.</summary>
internal sealed class StoredFutures
{
    private readonly Dictionary<string, (int Order, ReadOnlyMemory<byte> Outcome)> _settled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Waiting>> _waits = new(StringComparer.Ordinal);
    private int _order;

    public bool IsEmpty => _settled.Count + _waits.Count == 0;

    /// <summary>A started call has ended.</summary>
    /// <returns>The envelopes that have waited for it, and for nothing else any more.</returns>
    public IEnumerable<OutgoingEnvelope> Settle(FutureSettlement settlement)
    {
        if (!_settled.TryAdd(settlement.FutureId, (_order++, settlement.Outcome)) || !_waits.TryGetValue(settlement.FutureId, out var waits))
        {
            return [];
        }

        return [.. waits.Where(static waiting => --waiting.Needed == 0).ToList().Select(waiting => Take(waiting.Wait))];
    }

    /// <summary>Waits.</summary>
    /// <returns>The envelope, if it need not wait.</returns>
    public OutgoingEnvelope? Add(FutureWait wait)
    {
        var waiting = new Waiting(wait) { Needed = wait.Needed - wait.FutureIds.Count(_settled.ContainsKey) };
        if (waiting.Needed <= 0)
        {
            return Take(wait);
        }

        foreach (var id in wait.FutureIds)
        {
            if (!_waits.TryGetValue(id, out var waits))
            {
                _waits.Add(id, waits = []);
            }

            waits.Add(waiting);
        }

        return null;
    }

    /// <summary>The chain has ended: nobody asks any more.</summary>
    public void Clear()
    {
        _settled.Clear();
        _waits.Clear();
    }

    // What the chain gets to know it has in its own state from now on.
    private OutgoingEnvelope Take(FutureWait wait)
    {
        var settled = new List<(int Order, ReadOnlyMemory<byte> Outcome)>();
        foreach (var id in wait.FutureIds)
        {
            if (_settled.Remove(id, out var outcome))
            {
                settled.Add(outcome);
            }

            if (_waits.TryGetValue(id, out var waits) && waits.RemoveAll(waiting => ReferenceEquals(waiting.Wait, wait)) > 0 && waits.Count == 0)
            {
                _waits.Remove(id);
            }
        }

        return wait.Complete([.. settled.OrderBy(static future => future.Order).Select(static future => future.Outcome)]);
    }

    private sealed class Waiting(FutureWait wait)
    {
        public FutureWait Wait => wait;

        public int Needed { get; set; }
    }
}
