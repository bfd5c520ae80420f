using System.Runtime.CompilerServices;
using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Reading;
using Npgsql;

namespace AsyncSplit.PostgreSql;

/// <content>The store: chains, their history, dead letters.</content>
public sealed partial class PostgreSqlChains
{
    /// <inheritdoc/>
    public async ValueTask<ChainRecord?> FindAsync(string chainId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chainId);
        var found = await ReadAsync(() => _statements.Find(chainId), ReadStatements.ReadChain, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : null;
    }

    /// <inheritdoc/>
    public async ValueTask<ChainRecord> WaitAsync(string chainId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(chainId);
        while (true)
        {
            // First the wait, then the look: an end between the two is not missed.
            using var waiter = _waiters.Add(chainId);
            _listener.Start();
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
            var page = await ReadAsync(() => _statements.Unfinished(last), ReadStatements.ReadChain, cancellationToken).ConfigureAwait(false);
            foreach (var chain in page)
            {
                yield return last = chain;
            }

            if (page.Count < ReadStatements.PageSize)
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
            var page = await ReadAsync(() => _statements.Steps(chainId, last), row => ReadStatements.ReadStep(row, chainId), cancellationToken).ConfigureAwait(false);
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
            var page = await ReadAsync(() => _statements.DeadLetters(last), ReadStatements.ReadDeadLetter, cancellationToken).ConfigureAwait(false);
            foreach (var (sequence, deadLetter) in page)
            {
                last = sequence;
                yield return deadLetter;
            }

            if (page.Count < ReadStatements.PageSize)
            {
                yield break;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<DeadLetter?> FindDeadLetterAsync(string messageId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messageId);
        var found = await ReadAsync(() => _statements.FindDeadLetter(messageId), ReadStatements.ReadDeadLetter, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found[0].DeadLetter : null;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChainRecord> ListAsync(ChainQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var after = query.After;
        for (var left = query.Limit; left > 0;)
        {
            var count = Math.Min(left, ReadStatements.PageSize);
            var page = await ReadAsync(() => _statements.List(query, after, count), ReadStatements.ReadChain, cancellationToken).ConfigureAwait(false);
            foreach (var chain in page)
            {
                yield return after = chain;
            }

            left = page.Count < count ? 0 : left - page.Count;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> PurgeAsync(DateTimeOffset endedBefore, int maxCount, CancellationToken cancellationToken)
    {
        // Done twice it removes nothing that it would not have removed once.
        var counts = await ReadAsync(() => _statements.Purge(endedBefore, maxCount), static row => row.GetInt32(0), cancellationToken).ConfigureAwait(false);
        return counts[0];
    }

    // One question for all who wait.
    private async Task LookForEndsAsync(CancellationToken cancellationToken)
    {
        var waited = _waiters.ChainIds();
        if (waited.Length > 0)
        {
            foreach (var chainId in await ReadAsync(() => _statements.Ended(waited), static row => row.GetString(0), cancellationToken).ConfigureAwait(false))
            {
                _waiters.Signal(chainId);
            }
        }
    }

    private async Task<List<T>> ReadAsync<T>(Func<NpgsqlCommand> statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed is not null, this);
        return await _reader.ReadAsync(statement, read, cancellationToken).ConfigureAwait(false);
    }
}
