using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using AsyncSplit.Sqlite.Reading;
using AsyncSplit.Sqlite.Steps;
using AsyncSplit.Sqlite.Writing;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Sqlite;

/// <summary>Queue, timers and store in one SQLite file, so that a step's commit is one transaction. Any number of processes of one machine may share the file.</summary>
/// <remarks>SQLite is synchronous. One thread of its own writes and another one reads; nothing here blocks the caller's.</remarks>
public sealed partial class SqliteChains : IChainTransport, IChainCommitter, IChainStore, IAsyncDisposable, IDisposable
{
    private readonly ChainWaiters _waiters = new();
    private readonly SqliteChainsOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly StepTransactions _steps;
    private readonly Reader _reader;
    private readonly Writer _writer;

    private SqliteChains(DatabaseFile file, SqliteChainsOptions options, TimeProvider clock, ILogger logger)
    {
        _options = options;
        _clock = clock;
        _logger = logger;
        var queue = new StepQueue();
        _steps = new StepTransactions(file, options, queue);
        var writer = file.OpenWriter();
        try
        {
            _reader = new Reader(file.OpenReader());
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        _writer = new Writer(writer, file.Name, options, queue, _waiters, LookForEnds, clock, logger);
        logger.Opened(file.Name, Schema.Version);
    }

    /// <inheritdoc/>
    public TimeSpan LeaseDuration => _options.LeaseDuration;

    /// <inheritdoc/>
    public int MaxEnvelopeBytes => _options.MaxEnvelopeBytes;

    /// <summary>Opens the file; creates it, and brings its tables up to date, if need be.</summary>
    /// <param name="connectionString">For example <c>Data Source=chains.db</c>.</param>
    /// <param name="options">How to work with the file.</param>
    /// <param name="clock">Says what is due.</param>
    /// <param name="logger">Where to log.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or what it asks for cannot keep chains.</exception>
    /// <exception cref="SqliteChainsException">The file cannot be used: it is no database, another application's, read-only, newer than this build, …</exception>
    public static SqliteChains Open(string connectionString, SqliteChainsOptions options, TimeProvider clock, ILogger<SqliteChains> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(logger);
        options.Validate();
        return new SqliteChains(DatabaseFile.Parse(connectionString), options, clock, logger);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCount);
        cancellationToken.ThrowIfCancellationRequested();
        return _writer.Intake.ReceiveAsync(maxCount, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return WriteAsync(new RenewWork(delivery, LeaseDuration), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        await UndoAsync(delivery).ConfigureAwait(false);

        // A lease that is lost already needs no giving back.
        await WriteAsync(new AbandonWork(delivery, delay), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        await UndoAsync(delivery).ConfigureAwait(false);
        await WriteAsync(new ReleaseWork(delivery), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (delivery is not null && _steps.TryTake(delivery, out var step))
        {
            // What has become a dead letter without an end has had no outcome: it may run again.
            if (commit.DeadLetter is null || commit.Completed is not null)
            {
                return await CommitAsync(step, delivery, commit).WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            await UndoAsync(step).ConfigureAwait(false);
        }

        return await WriteAsync(new CommitWork(delivery, commit), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes what has been handed over, gives back the leases of this process, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        StopReading();
        try
        {
            await _reader.Stopped.ConfigureAwait(false);
        }
        finally
        {
            _writer.Stop();
            await _writer.Stopped.ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose()
    {
        StopReading();
        try
        {
            _reader.Stopped.GetAwaiter().GetResult();
        }
        finally
        {
            _writer.Stop();
            _writer.Stopped.GetAwaiter().GetResult();
        }
    }

    private async ValueTask<T> WriteAsync<T>(WriteWork<T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _writer.Add(work);
        return await work.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    // One connection after the other: only the last one to close takes the write-ahead log along, and of two that close at the same time neither is.
    private void StopReading()
    {
        _steps.Dispose();
        _reader.Stop();
        _waiters.Fail(new ObjectDisposedException(nameof(SqliteChains)));
    }
}
