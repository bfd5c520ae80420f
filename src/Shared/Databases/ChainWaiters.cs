namespace AsyncSplit.Databases;

/// <summary>Those who wait for chains to end.</summary>
internal sealed class ChainWaiters
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Whether anybody waits.</summary>
    public bool Any
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count > 0;
            }
        }
    }

    /// <summary>Starts to wait. To be disposed, whatever becomes of the wait.</summary>
    public ChainWaiter Add(string chainId)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(chainId, out var entry))
            {
                entry = new Entry();
                _entries.Add(chainId, entry);
            }

            entry.Waiters++;
            return new ChainWaiter(entry.Ended.Task, () => Remove(chainId, entry));
        }
    }

    /// <summary>The chains that are waited for.</summary>
    public string[] ChainIds()
    {
        lock (_lock)
        {
            return [.. _entries.Keys];
        }
    }

    /// <summary>The chain has ended or was parked.</summary>
    public void Signal(string chainId)
    {
        lock (_lock)
        {
            if (_entries.Remove(chainId, out var entry))
            {
                entry.Ended.TrySetResult();
            }
        }
    }

    /// <summary>Nobody will signal any more.</summary>
    public void Fail(Exception exception)
    {
        lock (_lock)
        {
            foreach (var entry in _entries.Values)
            {
                entry.Ended.TrySetException(exception);
            }

            _entries.Clear();
        }
    }

    private void Remove(string chainId, Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Waiters == 0 && _entries.TryGetValue(chainId, out var present) && present == entry)
            {
                _entries.Remove(chainId);
            }
        }
    }

    private sealed class Entry
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Waiters { get; set; }
    }
}
