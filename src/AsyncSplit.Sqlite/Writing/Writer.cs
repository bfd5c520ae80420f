using AsyncSplit.Sqlite.Database;
using AsyncSplit.Sqlite.Owners;
using AsyncSplit.Sqlite.Reading;
using AsyncSplit.Sqlite.Steps;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>
/// The one thread of this process that writes. SQLite lets one connection write at a time and does so synchronously; so callers hand their work over and await it, and all that has
/// gathered while one transaction was being written goes into the next one: steps that end together share a flush, and what they send is leased to those who wait in the same transaction.
/// </summary>
internal sealed class Writer
{
    private const int MaxBatch = 512;

    private static readonly TimeSpan s_faultDelay = TimeSpan.FromSeconds(1);

    private readonly WorkQueue<Work> _queue = new();
    private readonly SqliteConnection _connection;
    private readonly WriterStatements _statements;
    private readonly WriteTransaction _transaction;
    private readonly Receivers _receivers;
    private readonly OwnerWatch _owners;
    private readonly ChangeWatch _changes;
    private readonly StepQueue _steps;
    private readonly ChainWaiters _waiters;
    private readonly Action _lookForEnds;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly string _file;
    private volatile bool _hasNews;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="connection">The connection that writes. The writer closes it.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="options">How to work with the file.</param>
    /// <param name="steps">The steps that want to write themselves.</param>
    /// <param name="waiters">Those who wait for chains to end: told of each end that is written here.</param>
    /// <param name="lookForEnds">Called when another process has written and someone waits for a chain.</param>
    /// <param name="clock">Says what is due.</param>
    /// <param name="logger">Gets to know what no caller can be told.</param>
    public Writer(SqliteConnection connection, string file, SqliteChainsOptions options, StepQueue steps, ChainWaiters waiters, Action lookForEnds, TimeProvider clock, ILogger logger)
    {
        _connection = connection;
        _file = file;
        _statements = new WriterStatements(connection);
        _transaction = new WriteTransaction(connection, options.Durability, options.BusyTimeout);
        _receivers = new Receivers(_statements.Messages, options.LeaseDuration);
        _owners = new OwnerWatch(_statements.Owners, logger);
        _changes = new ChangeWatch(connection, options.PollInterval);
        _steps = steps;
        _waiters = waiters;
        _lookForEnds = lookForEnds;
        _clock = clock;
        _logger = logger;
        new Thread(Run) { Name = "AsyncSplit SQLite writer", IsBackground = true }.Start();
    }

    /// <summary>Ends when the connection is closed.</summary>
    public Task Stopped => _stopped.Task;

    /// <exception cref="ObjectDisposedException">The writer has been stopped.</exception>
    public void Add(Work work) => _queue.Add(work);

    /// <summary>Someone waits for another process to write.</summary>
    public void Wake() => _queue.Wake();

    /// <summary>A step has written beside the writer.</summary>
    public void Notice()
    {
        _hasNews = true;
        _queue.Wake();
    }

    /// <summary>Finishes what has been handed over, gives back what this process has leased, and closes the connection.</summary>
    public void Stop() => _queue.Close();

    private void Run()
    {
        var work = new List<Work>();
        while (_queue.Take(work, MaxBatch, UntilNextTurn()))
        {
            var writes = new List<WriteWork>(work.Count);
            var owner = _owners.Id;
            try
            {
                Take(work, writes);
                Turn(writes);
            }
            catch (Exception exception)
            {
                Fail(writes, owner, exception);
            }

            work.Clear();
        }

        Close();
    }

    private TimeSpan UntilNextTurn()
    {
        if (!_receivers.Any)
        {
            return _waiters.Any ? _changes.UntilNextLook() : Timeout.InfiniteTimeSpan;
        }

        // Leasing starts at once for those who have just come or been put back; reading the file is left to the turn, which tells them if it fails.
        var poll = _changes.UntilNextLook();
        var next = _receivers.KnownUntilNext(_clock.GetUtcNow());
        return next < poll ? next : poll;
    }

    private void Take(List<Work> work, List<WriteWork> writes)
    {
        foreach (var item in work)
        {
            if (item is ReceiveWork receiver)
            {
                _receivers.Add(receiver);
            }
            else
            {
                writes.Add((WriteWork)item);
            }
        }
    }

    private void Turn(List<WriteWork> writes)
    {
        if (_hasNews)
        {
            _hasNews = false;
            _receivers.Invalidate();
        }

        if ((_receivers.Any || _waiters.Any) && _changes.Look())
        {
            _receivers.Invalidate();
            if (_waiters.Any)
            {
                _lookForEnds();
            }
        }

        var receives = _receivers.Any;
        var ownersChange = receives && _owners.Look();
        if (writes.Count > 0 || ownersChange || (receives && _receivers.UntilNext(_clock.GetUtcNow()) == TimeSpan.Zero))
        {
            Write(writes, ownersChange);
        }
    }

    private void Write(List<WriteWork> writes, bool ownersChange)
    {
        _steps.LetPass();
        _transaction.Begin(writes.Exists(static work => work.IsDurable));
        var done = new List<WriteWork>(writes.Count);
        List<(WriteWork Work, Exception Exception)>? failed = null;
        var now = _clock.GetUtcNow();
        foreach (var work in writes)
        {
            try
            {
                _transaction.Run(() => work.Execute(_statements, now));
                done.Add(work);
            }
            catch (Exception exception) when (_transaction.IsOpen)
            {
                (failed ??= []).Add((work, exception));
            }
        }

        if (ownersChange)
        {
            _owners.Write(now);
        }

        if (_owners.Id is { } owner && _receivers.Any)
        {
            _receivers.Claim(owner, now);
        }

        _transaction.Commit();
        _receivers.Invalidate();
        foreach (var work in done)
        {
            work.Succeed();
            if (work.EndedChain is { } chain)
            {
                _waiters.Signal(chain);
            }
        }

        _receivers.Succeed();
        failed?.ForEach(static failure => failure.Work.Fail(failure.Exception));
    }

    // Whoever waits gets the exception. What cannot be undone now is undone before the next transaction.
    private void Fail(List<WriteWork> writes, long? owner, Exception exception)
    {
        try
        {
            _transaction.Rollback();
        }
        catch (SqliteException rollback)
        {
            exception = new AggregateException(exception, rollback);
        }

        _owners.Undo(owner);
        _receivers.Invalidate();
        writes.ForEach(work => work.Fail(exception));
        if (_receivers.Fail(exception) + writes.Count == 0)
        {
            _changes.Postpone(s_faultDelay);
            _logger.Failed(exception, _file, s_faultDelay);
        }
    }

    private void Close()
    {
        _receivers.Fail(new ObjectDisposedException(nameof(SqliteChains)));
        try
        {
            if (_owners.Id is not null)
            {
                _transaction.Begin(durable: false);
                _owners.Leave();
                _transaction.Commit();
            }
        }
        catch (Exception exception)
        {
            _logger.ReleaseFailed(exception);
        }

        try
        {
            _changes.Dispose();
            _transaction.Dispose();
            _statements.Dispose();
            _connection.Dispose();
            _stopped.TrySetResult();
        }
        catch (Exception exception)
        {
            _stopped.TrySetException(exception);
        }
    }
}
