using System.Runtime.CompilerServices;
using AsyncSplit.Messaging;

namespace AsyncSplit.InMemory;

/// <content>The store: chains, their history, dead letters.</content>
public sealed partial class InMemoryChains
{
    /// <inheritdoc/>
    public ValueTask<ChainRecord?> FindAsync(string chainId, CancellationToken cancellationToken) => new(Find(chainId));

    /// <inheritdoc/>
    public async ValueTask<ChainRecord> WaitAsync(string chainId, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                // One that is not there yet may be started later.
                changed = _chains.TryGetValue(chainId, out var chain) ? chain.Ended.Task : (_start ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                if (chain is not null && chain.Record.Status != ChainStatus.Running)
                {
                    return chain.Record;
                }
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainRecord> ListUnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<ChainRecord> unfinished;
        lock (_lock)
        {
            var open = _chains.Values.Select(chain => chain.Record).Where(record => record.Status is ChainStatus.Running or ChainStatus.Parked);
            unfinished = [.. open.OrderBy(record => record.StartedAt)];
        }

        foreach (var record in unfinished)
        {
            yield return record;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StepRecord> ListStepsAsync(string chainId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in Steps(chainId))
        {
            yield return step;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeadLetter> ListDeadLettersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var deadLetter in DeadLetters())
        {
            yield return deadLetter;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<DeadLetter?> FindDeadLetterAsync(string messageId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new ValueTask<DeadLetter?>(_deadLetters.Find(kept => kept.DeadLetter.MessageId == messageId).DeadLetter);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainRecord> ListAsync(ChainQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<ChainRecord> found;
        lock (_lock)
        {
            var newestFirst = _chains.Values.Select(chain => chain.Record).OrderByDescending(record => record.StartedAt).ThenByDescending(record => record.Id, StringComparer.Ordinal);
            found = [.. newestFirst.Where(record => IsMeant(query, record)).Take(query.Limit)];
        }

        foreach (var record in found)
        {
            yield return record;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(DateTimeOffset endedBefore, int maxCount, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var ended = _chains.Values.Where(chain => !chain.IsKept && chain.Messages.Count == 0 && chain.Record.CompletedAt < endedBefore).Take(maxCount).Select(chain => chain.Record.Id).ToList();
            foreach (var chainId in ended)
            {
                _chains.Remove(chainId);
            }

            return new ValueTask<int>(ended.Count);
        }
    }

    /// <summary>Whether no chain has started calls that are still to be awaited.</summary>
    internal bool HasNoFutures
    {
        get
        {
            lock (_lock)
            {
                return _chains.Values.All(chain => chain.HasNoFutures);
            }
        }
    }

    /// <summary>How many ends of futures, waits, listeners and signals are kept.</summary>
    internal int KeptCount
    {
        get
        {
            lock (_lock)
            {
                return _chains.Values.Sum(static chain => chain.FutureCount + chain.SignalCount);
            }
        }
    }

    /// <summary>What is there besides chains and their history: what the tests hold against nothing.</summary>
    internal string Describe()
    {
        lock (_lock)
        {
            var parts = _messages.Values.Select(message => $"envelope {message.Envelope.MessageId} for {message.Envelope.Target}")
                .Concat(_chains.Values.Where(chain => chain.FutureCount > 0).Select(chain => $"futures of {chain.Record.Id}"))
                .Concat(_chains.Values.Where(chain => chain.SignalCount > 0).Select(chain => $"signals of {chain.Record.Id}"));
            return string.Join(", ", parts.Order(StringComparer.Ordinal));
        }
    }

    private static bool IsMeant(ChainQuery query, ChainRecord record) =>
        (query.Status is null || record.Status == query.Status)
        && (query.Handler is null || record.Handler.StartsWith(query.Handler, StringComparison.Ordinal))
        && (query.StartedFrom is null || record.StartedAt >= query.StartedFrom)
        && (query.StartedBefore is null || record.StartedAt < query.StartedBefore)
        && (query.After is not { } after || record.StartedAt < after.StartedAt || (record.StartedAt == after.StartedAt && string.CompareOrdinal(record.Id, after.Id) < 0));

    internal ChainRecord? Find(string chainId)
    {
        lock (_lock)
        {
            return _chains.TryGetValue(chainId, out var chain) ? chain.Record : null;
        }
    }

    internal IReadOnlyList<StepRecord> Steps(string chainId)
    {
        lock (_lock)
        {
            return _chains.TryGetValue(chainId, out var chain) ? [.. chain.Steps] : [];
        }
    }

    internal IReadOnlyList<DeadLetter> DeadLetters()
    {
        lock (_lock)
        {
            return [.. _deadLetters.Select(static kept => kept.DeadLetter)];
        }
    }
}
