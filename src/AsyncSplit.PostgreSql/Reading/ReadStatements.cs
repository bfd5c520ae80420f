using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;
using Npgsql;
using NpgsqlTypes;

namespace AsyncSplit.PostgreSql.Reading;

/// <summary>What is read of chains, their history and dead letters. Lists come page by page, so that none holds a connection while its reader does something else.</summary>
internal sealed class ReadStatements(ChainsDatabase database)
{
    public const int PageSize = 256;

    private const string ChainColumns = "id, handler, status, started_at, completed_at, result, error, cancellation, parked_reason";
    private const string LetterColumns = "seq, message_id, chain_id, entry_point, kind, reason, parked_at, body, error";

    public NpgsqlCommand Find(string chainId) => Command($"SELECT {ChainColumns} FROM {{schema}}.chains WHERE id = $1", Text(chainId));

    /// <summary>Which of these chains are not running.</summary>
    public NpgsqlCommand Ended(string[] chainIds) => Command(
        "SELECT id FROM {schema}.chains WHERE id = ANY ($1) AND status <> 0",
        new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = Array.ConvertAll(chainIds, ChainsDatabase.Clean) });

    /// <summary>The chains after <paramref name="last"/>, or the first ones.</summary>
    public NpgsqlCommand Unfinished(ChainRecord? last) => Command(
        $"SELECT {ChainColumns} FROM {{schema}}.chains WHERE status IN (0, 3) AND (started_at, id) > ($1, $2) ORDER BY started_at, id LIMIT {PageSize}",
        Number(last?.StartedAt.ToUnix() ?? long.MinValue),
        Text(last?.Id ?? ""));

    /// <summary>A chain's steps after <paramref name="last"/>, with the number of each.</summary>
    public NpgsqlCommand Steps(string chainId, long last) => Command(
        """
        SELECT seq, message_id, entry_point, outcome, next, attempt, created_at, due_at, started_at, active, envelope_bytes, sent_bytes, captured
        FROM {schema}.steps WHERE chain_id = $1 AND seq > $2 AND entry_point IS NOT NULL ORDER BY seq LIMIT 4096
        """,
        Text(chainId),
        Number(last));

    /// <summary>The dead letters after <paramref name="last"/>, with the number of each.</summary>
    public NpgsqlCommand DeadLetters(long last) => Command($"SELECT {LetterColumns} FROM {{schema}}.dead_letters WHERE seq > $1 ORDER BY seq LIMIT {PageSize}", Number(last));

    public NpgsqlCommand FindDeadLetter(string messageId) => Command($"SELECT {LetterColumns} FROM {{schema}}.dead_letters WHERE message_id = $1 ORDER BY seq LIMIT 1", Text(messageId));

    /// <summary>A page of what is asked for, after its last one.</summary>
    public NpgsqlCommand List(ChainQuery query, ChainRecord? after, int count)
    {
        var conditions = new List<string>();
        var parameters = new List<NpgsqlParameter>();
        string Value(NpgsqlParameter value)
        {
            parameters.Add(value);
            return $"${parameters.Count}";
        }

        if (query.Status is { } status)
        {
            // Not a parameter: the partial indexes are found by the value.
            conditions.Add($"status = {(int)status}");
        }

        if (query.Handler is { } handler)
        {
            conditions.Add($"starts_with(handler, {Value(Text(handler))})");
        }

        if (query.StartedFrom is { } from)
        {
            conditions.Add($"started_at >= {Value(Number(from.ToUnix()))}");
        }

        if (query.StartedBefore is { } before)
        {
            conditions.Add($"started_at < {Value(Number(before.ToUnix()))}");
        }

        if (after is not null)
        {
            conditions.Add($"(started_at, id) < ({Value(Number(after.StartedAt.ToUnix()))}, {Value(Text(after.Id))})");
        }

        var where = conditions.Count > 0 ? "WHERE " + string.Join(" AND ", conditions) : "";
        return Command($"SELECT {ChainColumns} FROM {{schema}}.chains {where} ORDER BY started_at DESC, id DESC LIMIT {count}", [.. parameters]);
    }

    public NpgsqlCommand Purge(DateTimeOffset before, int maxCount) => Command(
        "SELECT {schema}.purge($1, $2)", Number(before.ToUnix()), new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = maxCount });

    public static ChainRecord ReadChain(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        Handler = row.GetString(1),
        Status = (ChainStatus)row.GetInt16(2),
        StartedAt = UnixTime.FromUnix(row.GetInt64(3)),
        CompletedAt = row.IsDBNull(4) ? null : UnixTime.FromUnix(row.GetInt64(4)),
        Result = BytesOrNull(row, 5),
        Error = BytesOrNull(row, 6),
        Cancellation = row.IsDBNull(7) ? null : (CancellationKind)row.GetInt16(7),
        ParkedReason = TextOrNull(row, 8),
    };

    public static (long Sequence, StepRecord Step) ReadStep(NpgsqlDataReader row, string chainId) => (row.GetInt64(0), new StepRecord
    {
        ChainId = chainId,
        MessageId = row.GetString(1),
        EntryPoint = row.GetString(2),
        Outcome = (StepOutcomeKind)row.GetInt16(3),
        Next = TextOrNull(row, 4),
        Attempt = row.GetInt32(5),
        CreatedAt = UnixTime.FromUnix(row.GetInt64(6)),
        DueAt = UnixTime.FromUnix(row.GetInt64(7)),
        StartedAt = UnixTime.FromUnix(row.GetInt64(8)),
        Active = TimeSpan.FromTicks(row.GetInt64(9)),
        EnvelopeBytes = row.GetInt32(10),
        SentBytes = row.GetInt32(11),
        Captured = CapturedColumn.Read(TextOrNull(row, 12)),
    });

    public static (long Sequence, DeadLetter DeadLetter) ReadDeadLetter(NpgsqlDataReader row) => (
        row.GetInt64(0),
        new DeadLetter(row.GetString(1), TextOrNull(row, 2), TextOrNull(row, 3), (DeadLetterKind)row.GetInt16(4), row.GetString(5), UnixTime.FromUnix(row.GetInt64(6)), row.GetFieldValue<byte[]>(7))
        {
            Error = BytesOrNull(row, 8),
        });

    private static string? TextOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static ReadOnlyMemory<byte>? BytesOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? (ReadOnlyMemory<byte>?)null : row.GetFieldValue<byte[]>(column);

    private static NpgsqlParameter Text(string value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = ChainsDatabase.Clean(value) };

    private static NpgsqlParameter Number(long value) => new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value };

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(database.Sql(sql));
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
