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
                // A chain that is not there yet arrives with its first envelope.
                changed = _chains.TryGetValue(chainId, out var chain) ? chain.Ended.Task : _arrived.Task;
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

    /// <summary>Whether no chain has started calls that are still to be awaited.</summary>
    internal bool HasNoFutures
    {
        get
        {
            lock (_lock)
            {
                return _chains.Values.All(chain => chain.Futures.IsEmpty);
            }
        }
    }

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
            return [.. _deadLetters];
        }
    }
}
