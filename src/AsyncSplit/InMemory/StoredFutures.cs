using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <summary>The started calls of one chain that have ended and are not known to it yet, and what it waits for.</summary>
internal sealed class StoredFutures
{
    private readonly Dictionary<string, Settled> _settled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Waiting>> _waits = new(StringComparer.Ordinal);
    private readonly HashSet<string> _remembered = new(StringComparer.Ordinal);
    private int _order;

    public bool IsEmpty => _settled.Count + _waits.Count == 0;

    /// <summary>How much there is to be forgotten.</summary>
    public int Count => _settled.Count + _waits.Count + _remembered.Count;

    /// <summary>Whether a future has ended, as far as that is still known.</summary>
    public bool IsSettled(string futureId) => _settled.ContainsKey(futureId) || _remembered.Contains(futureId);

    /// <summary>A started call has ended.</summary>
    /// <returns>Those that have waited for it, and for nothing else any more.</returns>
    public IReadOnlyList<(FutureWait Wait, OutgoingEnvelope Envelope)> Settle(FutureSettlement settlement)
    {
        if (IsSettled(settlement.FutureId))
        {
            return [];
        }

        _settled.Add(settlement.FutureId, new Settled(_order++, settlement.Outcome));
        if (settlement.IsRemembered)
        {
            _remembered.Add(settlement.FutureId);
        }

        return _waits.TryGetValue(settlement.FutureId, out var waits)
            ? [.. waits.Where(static waiting => --waiting.Needed == 0).ToList().Select(waiting => (waiting.Wait, Take(waiting.Wait)))]
            : [];
    }

    /// <summary>Takes away how a future has ended that the chain has not got to know, and never will.</summary>
    /// <returns>Whether it had.</returns>
    public bool Forget(string futureId) => !_remembered.Contains(futureId) && _settled.Remove(futureId);

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

    /// <summary>The chain is cancelled: nothing is waited for any longer.</summary>
    public IReadOnlyList<FutureWait> CancelWaits()
    {
        var waits = _waits.Values.SelectMany(static waits => waits).Select(static waiting => waiting.Wait).Where(static wait => !wait.OutlivesCancellation).Distinct().ToList();
        foreach (var wait in waits)
        {
            Remove(wait);
        }

        return waits;
    }

    // What the chain gets to know it has in its own state from now on.
    private OutgoingEnvelope Take(FutureWait wait)
    {
        var settled = new List<Settled>();
        foreach (var id in wait.FutureIds)
        {
            if (_settled.Remove(id, out var outcome))
            {
                settled.Add(outcome);
            }
        }

        Remove(wait);
        return wait.Complete([.. settled.OrderBy(static future => future.Order).Select(static future => future.Outcome)]);
    }

    private void Remove(FutureWait wait)
    {
        foreach (var id in wait.FutureIds)
        {
            if (_waits.TryGetValue(id, out var waits) && waits.RemoveAll(waiting => ReferenceEquals(waiting.Wait, wait)) > 0 && waits.Count == 0)
            {
                _waits.Remove(id);
            }
        }
    }

    private readonly record struct Settled(int Order, ReadOnlyMemory<byte> Outcome);

    private sealed class Waiting(FutureWait wait)
    {
        public FutureWait Wait => wait;

        public int Needed { get; set; }
    }
}
