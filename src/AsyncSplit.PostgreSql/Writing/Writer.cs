using System.Diagnostics;
using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;
using AsyncSplit.PostgreSql.Reading;
using AsyncSplit.PostgreSql.Waking;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AsyncSplit.PostgreSql.Writing;

/// <summary>
/// What this process writes. Callers hand their work over and await it, and all that has gathered while one transaction was on its way goes into the next one: steps that end together share a round trip and a
/// flush, and what they send is leased to those who have a place for it in the same transaction.
/// </summary>
internal sealed partial class Writer
{
    private static readonly TimeSpan s_gatherTime = TimeSpan.FromMicroseconds(100);
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_leftOverInterval = TimeSpan.FromMilliseconds(50);

    private readonly WorkQueue _queue = new();
    private readonly Leases _leases = new();
    private readonly QueueShare _share = new();
    private readonly ChainsDatabase _database;
    private readonly WriterConnection _connection;
    private readonly PostgreSqlChainsOptions _options;
    private readonly ChainWaiters _waiters;
    private readonly Notifier _notifier;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private DateTimeOffset? _next;
    private long _looked;
    private long _number;
    private bool _hasBacklog;
    private bool _hasLostAnswers;
    private volatile bool _look = true;

    public Writer(ChainsDatabase database, PostgreSqlChainsOptions options, ChainWaiters waiters, Notifier notifier, TimeProvider clock, ILogger logger)
    {
        _database = database;
        _options = options;
        _waiters = waiters;
        _notifier = notifier;
        _clock = clock;
        _logger = logger;
        _connection = new WriterConnection(database, options.LeaseDuration);
        Intake = new Intake(nameof(PostgreSqlChains), _queue.Wake);
        _ = Task.Run(RunAsync);
    }

    /// <summary>Who waits for envelopes.</summary>
    public Intake Intake { get; }

    /// <summary>Ends when everything that was handed over is done and the connection is closed.</summary>
    public Task Stopped => _stopped.Task;

    /// <exception cref="ObjectDisposedException">The writer has been stopped.</exception>
    public void Add(Work work) => _queue.Add(work);

    /// <summary>Someone else has written: there may be something to lease.</summary>
    public void Look()
    {
        _look = true;
        _queue.Wake();
    }

    /// <summary>Whether a lease is still this process's, as far as it knows.</summary>
    public bool Holds(Lease lease) => _leases.Contains(lease);

    /// <summary>A lease was lost, as has been found out elsewhere.</summary>
    public void Forget(Lease lease) => _leases.Remove(lease);

    /// <summary>A step has been committed elsewhere, in a transaction of its own.</summary>
    public void Notice(CommitWork work, bool queues)
    {
        Complete([work], []);
        Look();
        if (queues)
        {
            _notifier.Queued();
        }
    }

    /// <summary>Finishes what has been handed over, gives back what this process has leased, and closes the connection.</summary>
    public void Stop()
    {
        Intake.Close();
        _queue.Close();
        _stopping.CancelAfter(TimeSpan.FromSeconds(5));
    }

    private async Task RunAsync()
    {
        try
        {
            while (!_queue.IsClosed || !_queue.IsEmpty)
            {
                if (_queue.IsEmpty)
                {
                    await _queue.WaitAsync(UntilNextTurn()).ConfigureAwait(false);
                }

                await GatherAsync().ConfigureAwait(false);
                await TurnAsync().ConfigureAwait(false);
            }

            await LeaveAsync().ConfigureAwait(false);
            _stopped.TrySetResult();
        }
        catch (Exception exception)
        {
            _stopped.TrySetException(exception);
        }
    }

    // The first step of a batch that ends is not to have a flush for itself: those that run at the moment go first, as long as one ends after the other.
    private async Task GatherAsync()
    {
        var (count, since) = (0, Stopwatch.GetTimestamp());
        while (_queue.Count is > 0 and var gathered && gathered < _leases.Count && gathered < _options.MaxBatch)
        {
            if (gathered > count)
            {
                (count, since) = (gathered, Stopwatch.GetTimestamp());
            }
            else if (Stopwatch.GetElapsedTime(since) > s_gatherTime)
            {
                return;
            }

            await Task.Yield();
        }
    }

    private TimeSpan UntilNextTurn()
    {
        if (Intake.HasReady)
        {
            return s_leftOverInterval;
        }

        if (!Intake.IsWaitedFor)
        {
            return _queue.IsClosed ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        }

        var poll = _options.PollInterval - Stopwatch.GetElapsedTime(_looked);
        var due = _next is { } next ? next - _clock.GetUtcNow() : TimeSpan.MaxValue;
        var wait = _look || poll < TimeSpan.Zero || due < TimeSpan.Zero ? TimeSpan.Zero : due < poll ? due : poll;

        // Rounded up: the rest of a millisecond would be spent spinning.
        return TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
    }

    private async Task TurnAsync()
    {
        var works = _queue.Take(_options.MaxBatch);
        works.AddRange(Intake.TakeLeftOver().Select(static delivery => new LeaseWork(Lease.Of(delivery), TimeSpan.Zero, isKept: false, isCounted: false)));
        var now = _clock.GetUtcNow();
        var commits = works.OfType<CommitWork>().ToList();
        var places = Intake.Places(commits.Count(static commit => commit.Lease is not null));

        // Where more waits in the queue than there is place for, a part of the places is the queue's: what goes on for ever leaves some for what has not begun.
        var batch = commits.Count > 0 ? new CommitBatch(commits, now, _hasBacklog || _look ? places - _share.Of(places) : places) : null;
        places -= batch?.Leased.Count ?? 0;
        var isTime = Stopwatch.GetElapsedTime(_looked) >= _options.PollInterval || _next <= now;
        var looks = places > 0 && (_look || _hasBacklog || isTime || batch is { Queues: true } || works.Exists(static work => work is LeaseWork { IsKept: false }));
        if (batch is null && works.Count == 0 && !looks)
        {
            return;
        }

        if (looks)
        {
            _look = false;
            _looked = Stopwatch.GetTimestamp();
        }

        await ExecuteAsync(new Turn(works, batch, looks ? places : 0) { Number = batch is null ? _number : ++_number }).ConfigureAwait(false);
    }

    // Tried again until it is done, refused or has taken too long. It is done once: a batch of commits has a number.
    private async Task ExecuteAsync(Turn turn)
    {
        var started = Stopwatch.GetTimestamp();
        var delay = s_firstDelay;
        while (true)
        {
            Exception failure;
            var now = _clock.GetUtcNow();
            try
            {
                if (!_connection.IsOpen)
                {
                    await _connection.OpenAsync(now, turn.Number - (turn.Batch is null ? 0 : 1)).ConfigureAwait(false);
                }

                if (_hasLostAnswers)
                {
                    await FindLostAsync(now).ConfigureAwait(false);
                }

                Complete(turn, await _connection.ExecuteAsync(turn, now, _next).ConfigureAwait(false));
                return;
            }
            catch (PostgresException exception) when (exception.SqlState == Faults.BatchApplied)
            {
                failure = exception;
                if (await TryCompleteFromMemoryAsync(turn).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (Exception exception)
            {
                failure = exception;
                _look = true;
                if (!Faults.LeaveConnection(exception))
                {
                    _hasLostAnswers = true;
                    await _connection.CloseAsync().ConfigureAwait(false);
                }

                if (!Faults.Pass(exception))
                {
                    await FailAsync(turn, exception).ConfigureAwait(false);
                    return;
                }
            }

            if (Stopwatch.GetElapsedTime(started) >= _options.RetryTimeout || _stopping.IsCancellationRequested)
            {
                Fail(turn, failure);
                return;
            }

            if (delay == s_firstDelay)
            {
                _logger.Retrying(failure, _database.Name);
            }

            await Task.Delay(delay, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            delay = delay + delay < s_longestDelay ? delay + delay : s_longestDelay;
        }
    }

    private async Task FindLostAsync(DateTimeOffset now)
    {
        var count = await _connection.ReleaseLostAsync(_leases.All(), now).ConfigureAwait(false);
        _hasLostAnswers = false;
        _look = true;
        _logger.Reconnected(_database.Name, count);
    }

    // The batch was applied before the connection was lost, or by a server that had it still to do.
    private async Task<bool> TryCompleteFromMemoryAsync(Turn turn)
    {
        try
        {
            if (await _connection.FindLastAsync().ConfigureAwait(false) is not { } last || last.Number != turn.Number)
            {
                // Someone has cleared away who writes: the next try makes itself known again.
                await _connection.CloseAsync().ConfigureAwait(false);
                return false;
            }

            // What it has leased is given back with the next turn; what was asked of leases is asked again.
            _hasLostAnswers = true;
            _look = true;
            Complete(turn.Commits, last.Refused);
            foreach (var lease in turn.Leases)
            {
                _queue.PutBack(lease);
            }

            return true;
        }
        catch (Exception exception) when (Faults.Pass(exception))
        {
            await _connection.CloseAsync().ConfigureAwait(false);
            _hasLostAnswers = true;
            return false;
        }
    }

    private async Task LeaveAsync()
    {
        try
        {
            var known = _leases.All();
            var unseen = Intake.TakeLeftOver().Select(Lease.Of).ToHashSet<Lease>(ReferenceEqualityComparer.Instance);
            var released = known.Select(lease => (Work)new LeaseWork(lease, TimeSpan.Zero, isKept: false, isCounted: !unseen.Contains(lease))).ToList();
            if (released.Count > 0)
            {
                await ExecuteAsync(new Turn(released, null, 0) { Number = _number }).ConfigureAwait(false);
                _notifier.Queued();
            }

            if (_connection.IsOpen)
            {
                await _connection.LeaveAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            _logger.ReleaseFailed(exception);
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }
}
