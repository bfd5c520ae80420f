using AsyncSplit.Messaging;
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
    private static readonly TimeSpan s_leftOverInterval = TimeSpan.FromMilliseconds(50);

    private readonly WorkQueue<WriteWork> _queue = new();
    private readonly SqliteConnection _connection;
    private readonly WriterStatements _statements;
    private readonly WriteTransaction _transaction;
    private readonly NextDue _due;
    private readonly QueueShare _share = new();
    private readonly TimeSpan _leaseDuration;
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
        _due = new NextDue(_statements.Messages);
        _leaseDuration = options.LeaseDuration;
        Intake = new Intake(nameof(SqliteChains), _queue.Wake);
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

    /// <summary>Who waits for envelopes.</summary>
    public Intake Intake { get; }

    /// <exception cref="ObjectDisposedException">The writer has been stopped.</exception>
    public void Add(WriteWork work) => _queue.Add(work);

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
        var writes = new List<WriteWork>();
        while (_queue.Take(writes, MaxBatch, UntilNextTurn()))
        {
            var owner = _owners.Id;
            try
            {
                Turn(writes);
            }
            catch (Exception exception)
            {
                Fail(writes, owner, exception);
            }

            writes.Clear();
        }

        Close();
    }

    private TimeSpan UntilNextTurn()
    {
        var until = UntilNextLook();
        return Intake.HasReady && (until > s_leftOverInterval || until == Timeout.InfiniteTimeSpan) ? s_leftOverInterval : until;
    }

    private TimeSpan UntilNextLook()
    {
        if (!Intake.IsWaitedFor)
        {
            return _waiters.Any ? _changes.UntilNextLook() : Timeout.InfiniteTimeSpan;
        }

        // Leasing starts at once for those who have just come or been put back; reading the file is left to the turn, which tells them if it fails.
        var poll = _changes.UntilNextLook();
        var next = _due.KnownUntil(_clock.GetUtcNow());
        return next < poll ? next : poll;
    }

    private void Turn(List<WriteWork> writes)
    {
        writes.AddRange(Intake.TakeLeftOver().Select(static delivery => new ReleaseWork(delivery)));
        if (_hasNews)
        {
            _hasNews = false;
            _due.Invalidate();
        }

        var places = Intake.Places(writes.Count(static work => work.FreesPlace));
        if ((places > 0 || _waiters.Any) && _changes.Look())
        {
            _due.Invalidate();
            if (_waiters.Any)
            {
                _lookForEnds();
            }
        }

        var ownersChange = places > 0 && _owners.Look();
        var isBehind = places > 0 && _due.Until(_clock.GetUtcNow()) == TimeSpan.Zero;
        if (writes.Count > 0 || ownersChange || isBehind)
        {
            Write(writes, ownersChange, places, isBehind);
        }
    }

    /// <param name="writes">What to write.</param>
    /// <param name="ownersChange">Whether other processes have ended, or this one has to be made known.</param>
    /// <param name="places">How many envelopes can be leased to this process.</param>
    /// <param name="isBehind">Whether some wait for that in the queue.</param>
    private void Write(List<WriteWork> writes, bool ownersChange, int places, bool isBehind)
    {
        _steps.LetPass();
        var isDurable = writes.Exists(static work => work.IsDurable);
        var free = isBehind ? places - _share.Of(places) : places;
        _transaction.Begin(isDurable);
        var now = Offer(free);
        List<(WriteWork Work, Exception Exception)>? failed = null;
        if (!TryExecuteTogether(writes, now))
        {
            _transaction.Begin(isDurable);
            now = Offer(free);
            failed = ExecuteEach(writes, now);
        }

        if (ownersChange)
        {
            _owners.Write(now);
        }

        var sent = _statements.Places.Deliveries;
        var waited = _owners.Id is { } owner && places > sent.Count ? _statements.Messages.Claim(owner, now, _leaseDuration, places - sent.Count) : [];
        _transaction.Commit();
        _due.Invalidate();
        Intake.Offer([.. waited, .. sent]);
        foreach (var work in writes)
        {
            if (failed?.Find(failure => failure.Work == work) is { Work: not null } failure)
            {
                work.Fail(failure.Exception);
                continue;
            }

            work.Succeed();
            if (work.EndedChain is { } chain)
            {
                _waiters.Signal(chain);
            }
        }
    }

    // Before this process is known as an owner it leases nothing.
    private DateTimeOffset Offer(int places)
    {
        var now = _clock.GetUtcNow();
        _statements.Places.Offer(_owners.Id ?? 0, now + _leaseDuration, _owners.Id is null ? 0 : places);
        return now;
    }

    // Nearly always nothing has to be undone. A savepoint for each piece of work would have SQLite copy every page that it changes.
    private bool TryExecuteTogether(List<WriteWork> writes, DateTimeOffset now)
    {
        foreach (var work in writes)
        {
            var before = _transaction.Changes;
            try
            {
                if (!work.Execute(_statements, now) && _transaction.Changes != before)
                {
                    return false;
                }
            }
            catch (Exception) when (_transaction.IsOpen)
            {
                // It fails again, if it has to, where the others are not concerned.
                return false;
            }
        }

        return true;
    }

    private List<(WriteWork Work, Exception Exception)> ExecuteEach(List<WriteWork> writes, DateTimeOffset now)
    {
        var failed = new List<(WriteWork, Exception)>();
        foreach (var work in writes)
        {
            var taken = _statements.Places.Deliveries.Count;
            var kept = false;
            try
            {
                kept = _transaction.Run(() => work.Execute(_statements, now));
            }
            catch (Exception exception) when (_transaction.IsOpen)
            {
                failed.Add((work, exception));
            }

            if (!kept)
            {
                _statements.Places.Keep(taken);
            }
        }

        return failed;
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
        _due.Invalidate();
        writes.ForEach(work => work.Fail(exception));
        if (Intake.Fail(exception) + writes.Count == 0)
        {
            _changes.Postpone(s_faultDelay);
            _logger.Failed(exception, _file, s_faultDelay);
        }
    }

    private void Close()
    {
        Intake.Close();
        try
        {
            if (_owners.Id is not null)
            {
                _transaction.Begin(durable: false);

                // What nobody has got to see has not been delivered.
                foreach (var delivery in Intake.TakeLeftOver())
                {
                    _statements.Messages.Release(delivery.MessageId, Lease.Of(delivery));
                }

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
