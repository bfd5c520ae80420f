using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;
using AsyncSplit.PostgreSql.Reading;
using AsyncSplit.PostgreSql.Steps;
using AsyncSplit.PostgreSql.Waking;
using AsyncSplit.PostgreSql.Writing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AsyncSplit.PostgreSql;

/// <summary>Queue, timers and store in one PostgreSQL schema, so that a step's commit is one transaction. Any number of processes of any number of machines may share it.</summary>
public sealed partial class PostgreSqlChains : IChainTransport, IChainCommitter, IChainStore, IAsyncDisposable, IDisposable
{
    private readonly ChainWaiters _waiters = new();
    private readonly PostgreSqlChainsOptions _options;
    private readonly ChainsDatabase _database;
    private readonly ReadStatements _statements;
    private readonly Reader _reader;
    private readonly Notifier _notifier;
    private readonly Writer _writer;
    private readonly Listener _listener;
    private readonly StepTransactions _steps;
    private readonly TimeProvider _clock;
    private readonly Lock _closing = new();
    private Task? _closed;

    private PostgreSqlChains(ChainsDatabase database, PostgreSqlChainsOptions options, TimeProvider clock, ILogger logger)
    {
        _options = options;
        _database = database;
        _statements = new ReadStatements(database);
        _clock = clock;
        _steps = new StepTransactions(database);
        _reader = new Reader(database, options.RetryTimeout);
        _notifier = new Notifier(database, logger);
        _writer = new Writer(database, options, _waiters, _notifier, clock, logger);
        _listener = new Listener(database, options.PollInterval, () => _notifier.ProcessId, _writer.Look, _waiters.Signal, LookForEndsAsync, logger);
    }

    /// <inheritdoc/>
    public TimeSpan LeaseDuration => _options.LeaseDuration;

    /// <inheritdoc/>
    public int MaxEnvelopeBytes => _options.MaxEnvelopeBytes;

    /// <summary>Connects; creates the schema, or brings it up to date, if need be.</summary>
    /// <param name="connectionString">For example <c>Host=localhost;Database=orders;Username=orders</c>.</param>
    /// <param name="options">How to work with the database.</param>
    /// <param name="clock">Says what is due. The clocks of processes that share chains should agree within a few seconds.</param>
    /// <param name="logger">Where to log.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or what it asks for cannot keep chains.</exception>
    /// <exception cref="PostgreSqlChainsException">The database cannot be used: it does not answer, does not exist, lets the user do too little, has a schema newer than this build, …</exception>
    public static PostgreSqlChains Open(string connectionString, PostgreSqlChainsOptions options, TimeProvider clock, ILogger<PostgreSqlChains> logger) =>
        Open(schema => ChainsDatabase.Of(connectionString, schema), options, clock, logger);

    /// <summary>Connects by a source of the application's; creates the schema, or brings it up to date, if need be.</summary>
    /// <param name="source">Where connections come from. It stays the application's, to be disposed of when the chains are.</param>
    /// <param name="options">How to work with the database.</param>
    /// <param name="clock">Says what is due. The clocks of processes that share chains should agree within a few seconds.</param>
    /// <param name="logger">Where to log.</param>
    /// <exception cref="ArgumentException">Its connections cannot keep chains.</exception>
    /// <exception cref="PostgreSqlChainsException">The database cannot be used: it does not answer, does not exist, lets the user do too little, has a schema newer than this build, …</exception>
    public static PostgreSqlChains Open(NpgsqlDataSource source, PostgreSqlChainsOptions options, TimeProvider clock, ILogger<PostgreSqlChains> logger) =>
        Open(schema => ChainsDatabase.Of(source, schema), options, clock, logger);

    private static PostgreSqlChains Open(Func<string, ChainsDatabase> databaseOf, PostgreSqlChainsOptions options, TimeProvider clock, ILogger<PostgreSqlChains> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(logger);
        options.Validate();
        var database = databaseOf(options.Schema);
        try
        {
            Schema.Prepare(database, options, logger);
        }
        catch
        {
            database.Dispose();
            throw;
        }

        logger.Opened(options.Schema, database.Name, Schema.Version);
        return new PostgreSqlChains(database, options, clock, logger);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCount);
        _listener.Start();
        return _writer.Intake.ReceiveAsync(maxCount, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return await ChangeAsync(new LeaseWork(Lease.Of(delivery), LeaseDuration, isKept: true, isCounted: true), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken) => GiveBackAsync(delivery, delay, isCounted: true, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(Delivery delivery, CancellationToken cancellationToken) => GiveBackAsync(delivery, TimeSpan.Zero, isCounted: false, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        cancellationToken.ThrowIfCancellationRequested();
        var work = new CommitWork(delivery, commit);
        if (delivery is not null && _steps.TryTake(delivery, out var step) && await CommitAsync(step, work).ConfigureAwait(false) is { } result)
        {
            return result;
        }

        if (work.Lease is { } lease && !_writer.Holds(lease))
        {
            // It was committed or given back. One that is given back without being counted is delivered with the same numbers again: they alone do not tell.
            return CommitResult.Superseded;
        }

        _writer.Add(work);
        return await work.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes what has been handed over, gives back the leases of this process, and closes its connections.</summary>
    public async ValueTask DisposeAsync()
    {
        Task closed;
        lock (_closing)
        {
            closed = _closed ??= CloseAsync();
        }

        await closed.ConfigureAwait(false);
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    private async ValueTask GiveBackAsync(Delivery delivery, TimeSpan delay, bool isCounted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var lease = Lease.Of(delivery);
        if (_steps.TryTake(delivery, out var step))
        {
            await StepTransactions.EndAsync(step).ConfigureAwait(false);
        }

        // A lease that is lost already needs no giving back.
        await ChangeAsync(new LeaseWork(lease, delay, isKept: false, isCounted), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> ChangeAsync(LeaseWork work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _writer.Add(work);
        return await work.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task CloseAsync()
    {
        _waiters.Fail(new ObjectDisposedException(nameof(PostgreSqlChains)));
        await _steps.DisposeAsync().ConfigureAwait(false);
        _writer.Stop();
        await _listener.DisposeAsync().ConfigureAwait(false);
        await _writer.Stopped.ConfigureAwait(false);
        await _notifier.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }
}
