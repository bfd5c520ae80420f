namespace AsyncSplit.Sqlite.Database;

/// <summary>Hands work of many callers to one thread, which takes all that has gathered at once.</summary>
internal sealed class WorkQueue<T>
{
    private readonly object _lock = new();
    private readonly Queue<T> _items = new();
    private bool _woken;
    private bool _closed;

    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public void Add(T item)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteChains));
            _items.Enqueue(item);
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Ends a wait of the thread, although there is nothing to take.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _woken = true;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Takes no more; what is there can still be taken.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Waits for work, for a wake-up or for <paramref name="timeout"/>, and moves what is there to <paramref name="taken"/>.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<T> taken, int maxCount, TimeSpan timeout)
    {
        lock (_lock)
        {
            if (_items.Count == 0 && !_woken && !_closed)
            {
                // Rounded up: the rest of a millisecond would be spent spinning.
                Monitor.Wait(_lock, timeout == Timeout.InfiniteTimeSpan ? timeout : TimeSpan.FromMilliseconds(Math.Ceiling(timeout.TotalMilliseconds)));
            }

            _woken = false;
            while (taken.Count < maxCount && _items.TryDequeue(out var item))
            {
                taken.Add(item);
            }

            return taken.Count > 0 || !_closed;
        }
    }
}
