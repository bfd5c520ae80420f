using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Reading;

/// <summary>What is read of chains, their history and dead letters. Lists come page by page, so that a long one holds up neither other readers nor the log's checkpoints.</summary>
internal sealed class ReadStatements(SqliteConnection connection) : IDisposable
{
    public const int PageSize = 256;

    private const string ChainColumns = "id, handler, status, started_at, completed_at, result, error, parked_reason, cancellation";

    private const string DeadLetterColumns = "seq, message_id, chain_id, entry_point, kind, reason, parked_at, body, error";

    private readonly Statement _find = new(connection, $"SELECT {ChainColumns} FROM chains WHERE id = ?1", 1);

    private readonly Statement _hasEnded = new(connection, "SELECT 1 FROM chains WHERE id = ?1 AND status <> 0", 1);

    private readonly Statement _unfinished = new(
        connection,
        $"SELECT {ChainColumns} FROM chains WHERE status IN (0, 3) AND (started_at, id) > (?1, ?2) ORDER BY started_at, id LIMIT ?3",
        3);

    private readonly Statement _steps = new(
        connection,
        """
        SELECT seq, message_id, entry_point, outcome, next, attempt, created_at, due_at, started_at, active, envelope_bytes, sent_bytes, captured
        FROM steps INDEXED BY steps_history WHERE chain_id = ?1 AND seq > ?2 AND entry_point IS NOT NULL ORDER BY seq LIMIT ?3
        """,
        3);

    private readonly Statement _deadLetters = new(connection, $"SELECT {DeadLetterColumns} FROM dead_letters WHERE seq > ?1 ORDER BY seq LIMIT ?2", 2);

    private readonly Statement _deadLetter = new(connection, $"SELECT {DeadLetterColumns} FROM dead_letters WHERE message_id = ?1 ORDER BY seq LIMIT 1", 1);

    private readonly Statement _list = List(connection, "chains_started", "1");

    private readonly Statement _listUnfinished = List(connection, "chains_unfinished", "status IN (0, 3)");

    private readonly Statement _listFailed = List(connection, "chains_failed", "status IN (2, 4)");

    public ChainRecord? Find(string chainId)
    {
        using var rows = _find.Query(chainId);
        return rows.Read() ? ReadChain(rows) : null;
    }

    public bool HasEnded(string chainId) => _hasEnded.Number(chainId) is not null;

    /// <summary>The chains after <paramref name="last"/>, or the first ones.</summary>
    public List<ChainRecord> Unfinished(ChainRecord? last)
    {
        using var rows = _unfinished.Query(last?.StartedAt.ToUnix() ?? long.MinValue, last?.Id ?? "", PageSize);
        var page = new List<ChainRecord>();
        while (rows.Read())
        {
            page.Add(ReadChain(rows));
        }

        return page;
    }

    /// <summary>A chain's steps after <paramref name="last"/>, with the number of each.</summary>
    public List<(long Sequence, StepRecord Step)> Steps(string chainId, long last)
    {
        using var rows = _steps.Query(chainId, last, PageSize);
        var page = new List<(long, StepRecord)>();
        while (rows.Read())
        {
            page.Add((rows.GetInt64(0), ReadStep(rows, chainId)));
        }

        return page;
    }

    /// <summary>The dead letters after <paramref name="last"/>, with the number of each.</summary>
    public List<(long Sequence, DeadLetter DeadLetter)> DeadLetters(long last)
    {
        using var rows = _deadLetters.Query(last, PageSize);
        var page = new List<(long, DeadLetter)>();
        while (rows.Read())
        {
            page.Add((rows.GetInt64(0), ReadDeadLetter(rows)));
        }

        return page;
    }

    public DeadLetter? FindDeadLetter(string messageId)
    {
        using var rows = _deadLetter.Query(messageId);
        return rows.Read() ? ReadDeadLetter(rows) : null;
    }

    /// <summary>The first chains of a list, up to <paramref name="limit"/>.</summary>
    public List<ChainRecord> List(ChainQuery query, int limit)
    {
        // One bound above, so that the index is entered where the page begins. No id is smaller than the empty one.
        var isPage = query.After is { } after && !(query.StartedBefore <= after.StartedAt);
        var before = isPage ? query.After!.StartedAt.ToUnix() : query.StartedBefore?.ToUnix() ?? long.MaxValue;
        var statement = query.Status switch
        {
            ChainStatus.Running or ChainStatus.Parked => _listUnfinished,
            ChainStatus.Failed or ChainStatus.Cancelled => _listFailed,
            _ => _list,
        };
        using var rows = statement.Query(query.StartedFrom?.ToUnix() ?? long.MinValue, before, isPage ? query.After!.Id : "", (int?)query.Status, query.Handler ?? "", limit);
        var page = new List<ChainRecord>();
        while (rows.Read())
        {
            page.Add(ReadChain(rows));
        }

        return page;
    }

    public void Dispose()
    {
        _find.Dispose();
        _hasEnded.Dispose();
        _unfinished.Dispose();
        _steps.Dispose();
        _deadLetters.Dispose();
        _deadLetter.Dispose();
        _list.Dispose();
        _listUnfinished.Dispose();
        _listFailed.Dispose();
    }

    private static Statement List(SqliteConnection connection, string index, string indexed) => new(
        connection,
        $"""
        SELECT {ChainColumns} FROM chains INDEXED BY {index}
        WHERE {indexed} AND started_at >= ?1 AND (started_at, id) < (?2, ?3) AND (?4 IS NULL OR status = ?4) AND substr(handler, 1, length(?5)) = ?5
        ORDER BY started_at DESC, id DESC LIMIT ?6
        """,
        6);

    private static DeadLetter ReadDeadLetter(Rows row) => new(
        row.GetString(1), row.StringOrNull(2), row.StringOrNull(3), (DeadLetterKind)row.GetInt32(4), row.GetString(5), row.Time(6), row.Bytes(7)) { Error = row.BytesOrNull(8) };

    private static ChainRecord ReadChain(Rows row) => new()
    {
        Id = row.GetString(0),
        Handler = row.GetString(1),
        Status = (ChainStatus)row.GetInt32(2),
        StartedAt = row.Time(3),
        CompletedAt = row.TimeOrNull(4),
        Result = row.BytesOrNull(5),
        Error = row.BytesOrNull(6),
        ParkedReason = row.StringOrNull(7),
        Cancellation = row.CancellationOrNull(8),
    };

    private static StepRecord ReadStep(Rows row, string chainId) => new()
    {
        ChainId = chainId,
        MessageId = row.GetString(1),
        EntryPoint = row.GetString(2),
        Outcome = (StepOutcomeKind)row.GetInt32(3),
        Next = row.StringOrNull(4),
        Attempt = row.GetInt32(5),
        CreatedAt = row.Time(6),
        DueAt = row.Time(7),
        StartedAt = row.Time(8),
        Active = TimeSpan.FromTicks(row.GetInt64(9)),
        EnvelopeBytes = row.GetInt32(10),
        SentBytes = row.GetInt32(11),
        Captured = CapturedColumn.Read(row.StringOrNull(12)),
    };
}
