using Microsoft.Data.Sqlite;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <inheritdoc/>
internal sealed class SqliteLoop : HandWrittenLoop
{
    private readonly List<(long Sequence, string Id, string Chain, byte[] Body)> _taken = [];
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _take;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _remember;
    private readonly SqliteCommand _send;
    private readonly SqliteCommand _end;
    private readonly int _batchSize;

    public SqliteLoop(SqliteConnection connection, int batchSize)
    {
        _connection = connection;
        _batchSize = batchSize;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _take = Prepare("SELECT seq, id, chain_id, body FROM messages WHERE available_at <= $now ORDER BY available_at, seq LIMIT $count", "$now", "$count");
        _delete = Prepare("DELETE FROM messages WHERE seq = $seq", "$seq");
        _remember = Prepare(
            """
            INSERT INTO steps (chain_id, message_id, entry_point, outcome, next, attempt, created_at, due_at, started_at, active, envelope_bytes, sent_bytes)
            VALUES ($chain, $message, $entry, 0, $next, 1, $now, $now, $now, 100, $bytes, $sent)
            """,
            "$chain", "$message", "$entry", "$next", "$now", "$bytes", "$sent");
        _send = Prepare(
            "INSERT INTO messages (id, chain_id, target, due_at, available_at, body) VALUES ($id, $chain, $target, $now, $now, $body)", "$id", "$chain", "$target", "$now", "$body");
        _end = Prepare("UPDATE chains SET status = 1, completed_at = $now, result = $result WHERE id = $chain", "$now", "$result", "$chain");
    }

    public override Task EnqueueAsync(int count, int bodyBytes)
    {
        using var start = Prepare("INSERT INTO chains (id, handler, status, started_at) VALUES ($chain, 'Tallies.AddFiveAsync', 0, $now)", "$chain", "$now");
        _begin.ExecuteNonQuery();
        for (var index = 0; index < count; index++)
        {
            var (chain, now) = (NewId(), Now());
            Execute(start, chain, now);
            Execute(_send, NewId(), chain, EntryPoint, now, First(chain, bodyBytes));
        }

        _commit.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    public override Task<int> RunBatchAsync()
    {
        _begin.ExecuteNonQuery();
        var now = Now();
        Take(now);
        foreach (var (sequence, id, chain, body) in _taken)
        {
            var (job, next) = Step(body);
            Execute(_delete, sequence);
            Execute(_remember, chain, id, EntryPoint, next is null ? null : EntryPoint, now, body.Length, next?.Length ?? 0);
            if (next is not null)
            {
                Execute(_send, NewId(), chain, EntryPoint, now, next);
            }
            else
            {
                Execute(_end, now, BitConverter.GetBytes(job.Number), chain);
            }
        }

        _commit.ExecuteNonQuery();
        return Task.FromResult(_taken.Count);
    }

    private void Take(long now)
    {
        _taken.Clear();
        _take.Parameters[0].Value = now;
        _take.Parameters[1].Value = _batchSize;
        using var rows = _take.ExecuteReader();
        while (rows.Read())
        {
            _taken.Add((rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<byte[]>(3)));
        }
    }

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        command.Prepare();
        return command;
    }

    private static void Execute(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
