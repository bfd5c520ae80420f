namespace AsyncSplit.PostgreSql.Writing;

/// <summary>Gathers the work of many callers for one writer.</summary>
internal sealed class WorkQueue
{
    // A transaction that is larger gains nothing any more.
    private const int MaxBatchBytes = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<Work> _work = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private bool _closed;

    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _closed;
            }
        }
    }

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _work.Count == 0;
            }
        }
    }

    /// <summary>How much waits.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _work.Count;
            }
        }
    }

    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public void Add(Work work)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(PostgreSqlChains));
            _work.AddLast(work);
        }

        Wake();
    }

    /// <summary>Has to be done again: before all others, and even if the queue is closed.</summary>
    public void PutBack(Work work)
    {
        lock (_lock)
        {
            _work.AddFirst(work);
        }
    }

    /// <summary>Ends a wait of the writer, although there is nothing to take.</summary>
    public void Wake()
    {
        lock (_signal)
        {
            if (_signal.CurrentCount == 0)
            {
                _signal.Release();
            }
        }
    }

    /// <summary>Takes no more; what is there can still be taken.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }

        Wake();
    }

    /// <summary>Waits for work, a wake-up or the time-out.</summary>
    public Task WaitAsync(TimeSpan timeout) => _signal.WaitAsync(timeout);

    /// <summary>Takes what may go into one batch, in the order in which it came.</summary>
    public List<Work> Take(int maxCount)
    {
        var taken = new List<Work>();
        var chains = new Dictionary<string, (BatchSharing Sharing, HashSet<string>? Futures)>(StringComparer.Ordinal);
        var bytes = 0;
        lock (_lock)
        {
            var looked = 0;
            for (var node = _work.First; node is not null && taken.Count < maxCount && bytes < MaxBatchBytes && looked++ < 4 * maxCount;)
            {
                var next = node.Next;
                if (node.Value is CommitWork { IsAdministration: true })
                {
                    if (taken.Count == 0)
                    {
                        taken.Add(node.Value);
                        _work.Remove(node);
                    }

                    break;
                }

                if (node.Value is not CommitWork commit || MayShare(chains, commit))
                {
                    bytes += (node.Value as CommitWork)?.Bytes ?? 0;
                    taken.Add(node.Value);
                    _work.Remove(node);
                }

                node = next;
            }
        }

        return taken;
    }

    private static bool MayShare(Dictionary<string, (BatchSharing Sharing, HashSet<string>? Futures)> chains, CommitWork commit)
    {
        if (!chains.TryGetValue(commit.ChainId, out var present))
        {
            HashSet<string>? futures = commit.Sharing == BatchSharing.Settlements ? new(StringComparer.Ordinal) { commit.Commit.Settled!.FutureId } : null;
            chains.Add(commit.ChainId, (commit.Sharing, futures));
            return true;
        }

        if (present.Sharing == commit.Sharing && (commit.Sharing == BatchSharing.Steps || (commit.Sharing == BatchSharing.Settlements && present.Futures!.Add(commit.Commit.Settled!.FutureId))))
        {
            return true;
        }

        // What comes later does not overtake it.
        chains[commit.ChainId] = (BatchSharing.None, null);
        return false;
    }
}
