using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;
using AsyncSplit.PostgreSql.Writing.Columns;
using Npgsql;
using NpgsqlTypes;

namespace AsyncSplit.PostgreSql.Writing;

/// <summary>Commits as the parameters of <c>commit_batch</c>.</summary>
internal sealed class CommitBatch
{
    // The three numbers of the lease, then writer, batch, locks and the parts' columns.
    private const int ParameterCount = 88;

    private static readonly string s_call = $"SELECT refused, leased, cancelled, cancelled_kind FROM {{schema}}.commit_batch({string.Join(", ", Enumerable.Range(1, ParameterCount).Select(static n => $"${n}"))})";

    private readonly DateTimeOffset _now;
    private readonly SortedSet<string> _locks = new(StringComparer.Ordinal);
    private readonly DeliveryPart _deliveries = new();
    private readonly StartPart _starts = new();
    private readonly SendPart _sends = new();
    private readonly ListenPart _listens = new();
    private readonly SignalPart _signals = new();
    private readonly SettlePart _settles = new();
    private readonly WaitPart _waits = new();
    private readonly StepPart _steps = new();
    private readonly CancelPart _cancels = new();
    private readonly LetterPart _letters = new();
    private readonly EndPart _ends = new();
    private readonly DropPart _drops = new();
    private readonly List<OutgoingEnvelope> _leased = [];
    private int _count;

    /// <param name="commits">In the order in which their deliveries are to be locked.</param>
    /// <param name="now">Now.</param>
    /// <param name="places">How many of the envelopes that are sent and due can be leased to this process with the same stroke.</param>
    public CommitBatch(IReadOnlyList<CommitWork> commits, DateTimeOffset now, int places)
    {
        _now = now;
        foreach (var work in commits)
        {
            Add(++_count, work, places);
        }
    }

    /// <summary>The envelopes that are leased to this process if they are sent.</summary>
    public IReadOnlyList<OutgoingEnvelope> Leased => _leased;

    /// <summary>Whether it queues, or may queue, something that is due and is not leased to this process.</summary>
    public bool Queues { get; private set; }

    /// <summary>When the first of what it queues for later is due; null where nothing is.</summary>
    public DateTimeOffset? NextTimer { get; private set; }

    /// <param name="sql">Puts the schema's name into a statement.</param>
    /// <param name="writer">Which writer, and its how many-th batch; null where whoever commits it does not ask again.</param>
    /// <param name="owner">Who leases.</param>
    /// <param name="until">Until when.</param>
    public NpgsqlBatchCommand ToCommand(Func<string, string> sql, (long Id, long Batch)? writer, long owner, DateTimeOffset until)
    {
        var command = new NpgsqlBatchCommand(sql(s_call));
        AddTo(command.Parameters, writer, owner, until);
        return command;
    }

    /// <summary>The same in a transaction that is somebody else's: nothing is leased to this process.</summary>
    public NpgsqlCommand ToCommand(Func<string, string> sql, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        var command = new NpgsqlCommand(sql(s_call), connection, transaction);
        AddTo(command.Parameters, null, 0, _now);
        return command;
    }

    private void AddTo(NpgsqlParameterCollection parameters, (long Id, long Batch)? writer, long owner, DateTimeOffset until)
    {
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = writer is { } known ? known.Id : DBNull.Value });
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = writer is { } numbered ? numbered.Batch : DBNull.Value });
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = _now.ToUnix() });
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = owner });
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = until.ToUnix() });
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = _locks.Count > 0 ? _locks.Select(ChainsDatabase.Clean).ToArray() : DBNull.Value });
        foreach (var part in (ReadOnlySpan<Part>)[_deliveries, _starts, _sends, _listens, _signals, _settles, _waits, _steps, _cancels, _letters, _ends, _drops])
        {
            part.AddTo(parameters);
        }
    }

    private void Add(int n, CommitWork work, int places)
    {
        var commit = work.Commit;
        _deliveries.Add(work.Lease);
        work.AddLocks(_locks, _now);
        if (commit.Started is { } start)
        {
            _starts.Add(n, start);
        }

        foreach (var envelope in commit.Sends)
        {
            Send(n, envelope, places);
        }

        if (commit.Settled is { } settled)
        {
            _settles.Add(n, settled);
        }

        if (commit.Wait is { } wait)
        {
            _waits.Add(n, wait);
        }

        if (commit.Completed is { } completed)
        {
            _ends.Add(n, completed);
        }

        Queues |= commit.Settled is not null || commit.Wait is not null;
        AddHistory(n, work);
        AddRare(n, work);
    }

    private void AddRare(int n, CommitWork work)
    {
        var commit = work.Commit;
        foreach (var withdrawal in commit.Withdraws)
        {
            _listens.Add(n, withdrawal);
        }

        foreach (var listener in commit.Listens)
        {
            _listens.Add(n, listener);
        }

        if (commit.Signalled is { } signal)
        {
            _signals.Add(n, signal);
        }

        if (commit.Cancelled is { } cancellation)
        {
            _cancels.Add(n, cancellation);
        }

        if (commit.DeadLetter is { } letter)
        {
            _letters.Add(n, letter, work.Lease?.ChainId);
        }

        if (commit.Redriven is { } redrive)
        {
            Send(n, redrive.Envelope, 0);
            _drops.Add(n, redrive.MessageId, isRedriven: true);
        }

        if (commit.Discarded is { } discarded)
        {
            _drops.Add(n, discarded, isRedriven: false);
        }

        Queues |= commit.Listens.Count > 0 || commit.Withdraws.Count > 0 || commit.Signalled is not null || commit.Cancelled is not null;
    }

    private void AddHistory(int n, CommitWork work)
    {
        if (work.Commit.Step is { } step)
        {
            _steps.Add(n, step, work.Lease?.MessageId ?? step.MessageId);
        }

        if (work.Lease is { } lease && work.Commit.Step?.ChainId != lease.ChainId)
        {
            _steps.AddCommitted(n, lease);
        }
    }

    private void Send(int n, OutgoingEnvelope envelope, int places)
    {
        var isDue = envelope.DueAt <= _now;
        var isLeased = isDue && _leased.Count < places;
        if (isLeased)
        {
            _leased.Add(envelope);
        }

        if (!isDue && (NextTimer is null || envelope.DueAt < NextTimer))
        {
            NextTimer = envelope.DueAt;
        }

        Queues |= isDue && !isLeased;
        _sends.Add(n, envelope, isLeased);
    }
}
