using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Reading;

/// <summary>What is read of chains, their history and dead letters. Lists come page by page, so that a long one holds up neither other readers nor the log's checkpoints.</summary>
internal sealed class ReadStatements(SqliteConnection connection) : IDisposable
{
    public const int PageSize = 256;

    private const string ChainColumns = "id, handler, status, started_at, completed_at, result, error, parked_reason";

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
        FROM steps WHERE chain_id = ?1 AND seq > ?2 AND entry_point IS NOT NULL ORDER BY seq LIMIT ?3
        """,
        3);

    private readonly Statement _deadLetters = new(
        connection,
        "SELECT seq, message_id, chain_id, entry_point, kind, reason, parked_at, body FROM dead_letters WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        2);

    public ChainRecord? Find(string chainId)
    {
        using var rows = _find.Query(chainId);
        return rows.Read() ? ReadChain(rows) : null;
    }

    public bool HasEnded(string chainId) => _hasEnded.Scalar(chainId) is not null;

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
            page.Add((
                rows.GetInt64(0),
                new DeadLetter(
                    rows.GetString(1), rows.StringOrNull(2), rows.StringOrNull(3), (DeadLetterKind)rows.GetInt32(4), rows.GetString(5), rows.Time(6), rows.Bytes(7))));
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
    }

    private static ChainRecord ReadChain(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Handler = row.GetString(1),
        Status = (ChainStatus)row.GetInt32(2),
        StartedAt = row.Time(3),
        CompletedAt = row.TimeOrNull(4),
        Result = row.BytesOrNull(5),
        Error = row.BytesOrNull(6),
        ParkedReason = row.StringOrNull(7),
    };

    private static StepRecord ReadStep(SqliteDataReader row, string chainId) => new()
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
