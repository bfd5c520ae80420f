using System.Runtime.CompilerServices;
using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Reading;
using AsyncSplit.Sqlite.Writing;

namespace AsyncSplit.Sqlite;

/// <content>The store: chains, their history, dead letters.</content>
public sealed partial class SqliteChains
{
    private const int NotLooking = 0;
    private const int Looking = 1;
    private const int LookAgain = 2;

    // A long purge is made in portions, between which others write.
    private const int PurgePortion = 256;

    private int _look;

    /// <inheritdoc/>
    public async ValueTask<ChainRecord?> FindAsync(string chainId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chainId);
        return await _reader.RunAsync(statements => statements.Find(chainId), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ChainRecord> WaitAsync(string chainId, CancellationToken cancellationToken)
    {
        while (true)
        {
            // First the wait, then the look: an end between the two is not missed. Only then does the writer look what other processes write.
            using var waiter = _waiters.Add(chainId);
            _writer.Wake();
            if (await FindAsync(chainId, cancellationToken).ConfigureAwait(false) is { } chain && chain.Status != ChainStatus.Running)
            {
                return chain;
            }

            await waiter.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainRecord> ListUnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChainRecord? last = null;
        while (true)
        {
            var page = await _reader.RunAsync(statements => statements.Unfinished(last), cancellationToken).ConfigureAwait(false);
            foreach (var chain in page)
            {
                yield return last = chain;
            }

            if (page.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StepRecord> ListStepsAsync(string chainId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chainId);
        var last = 0L;
        while (true)
        {
            var page = await _reader.RunAsync(statements => statements.Steps(chainId, last), cancellationToken).ConfigureAwait(false);
            foreach (var (sequence, step) in page)
            {
                last = sequence;
                yield return step;
            }

            if (page.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeadLetter> ListDeadLettersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0L;
        while (true)
        {
            var page = await _reader.RunAsync(statements => statements.DeadLetters(last), cancellationToken).ConfigureAwait(false);
            foreach (var (sequence, deadLetter) in page)
            {
                last = sequence;
                yield return deadLetter;
            }

            if (page.Count == 0)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<DeadLetter?> FindDeadLetterAsync(string messageId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messageId);
        return await _reader.RunAsync(statements => statements.FindDeadLetter(messageId), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainRecord> ListAsync(ChainQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var left = query.Limit;
        while (left > 0)
        {
            var limit = Math.Min(left, ReadStatements.PageSize);
            var page = await _reader.RunAsync(statements => statements.List(query, limit), cancellationToken).ConfigureAwait(false);
            foreach (var chain in page)
            {
                yield return chain;
            }

            if (page.Count < limit)
            {
                yield break;
            }

            left -= limit;
            query = query with { After = page[^1] };
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> PurgeAsync(DateTimeOffset endedBefore, int maxCount, CancellationToken cancellationToken)
    {
        var purged = 0;
        while (purged < maxCount)
        {
            var portion = Math.Min(maxCount - purged, PurgePortion);
            var removed = await WriteAsync(new PurgeWork(endedBefore, portion), cancellationToken).ConfigureAwait(false);
            purged += removed;
            if (removed < portion)
            {
                break;
            }
        }

        return purged;
    }

    // On the writer's thread, when another process has written.
    private void LookForEnds()
    {
        if (Interlocked.Exchange(ref _look, LookAgain) == NotLooking)
        {
            _ = LookForEndsAsync();
        }
    }

    // One look at a time; what is written while it goes on makes for another one.
    private async Task LookForEndsAsync()
    {
        do
        {
            Volatile.Write(ref _look, Looking);
            var waited = _waiters.ChainIds();
            var ended = waited;
            try
            {
                ended = await _reader.RunAsync(statements => Array.FindAll(waited, statements.HasEnded), CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // All who wait look for themselves then, and get to know what is wrong.
                _logger.LookFailed(exception);
            }

            foreach (var chainId in ended)
            {
                _waiters.Signal(chainId);
            }
        }
        while (Interlocked.CompareExchange(ref _look, NotLooking, Looking) != Looking);
    }
}
