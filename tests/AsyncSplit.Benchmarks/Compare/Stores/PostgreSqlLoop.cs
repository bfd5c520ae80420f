using Npgsql;
using NpgsqlTypes;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <inheritdoc/>
/// <remarks>Two round trips for a batch: one that begins and takes, one that writes and commits. All statements are prepared, and take the batch as arrays.</remarks>
internal sealed class PostgreSqlLoop : HandWrittenLoop
{
    private const string Take =
        """
        WITH due AS MATERIALIZED (
            SELECT chain_id, id FROM messages WHERE owner IS NULL AND available_at <= $1 ORDER BY available_at, seq LIMIT $2 FOR UPDATE SKIP LOCKED)
        DELETE FROM messages m USING due WHERE m.chain_id = due.chain_id AND m.id = due.id RETURNING m.chain_id, m.id, m.body
        """;

    private const string Remember =
        """
        INSERT INTO steps (chain_id, message_id, entry_point, outcome, next, attempt, created_at, due_at, started_at, active, envelope_bytes, sent_bytes)
        SELECT chain, message, $3, 0, $3, 1, $4, $4, $4, 100, bytes, sent FROM unnest($1, $2, $5, $6) AS s (chain, message, bytes, sent)
        """;

    private const string Send =
        """
        INSERT INTO messages (chain_id, id, due_at, available_at, attempts, outlives_cancellation, target, body)
        SELECT chain, id, $4, $4, 0, false, $5, body FROM unnest($1, $2, $3) AS s (chain, id, body)
        """;

    private const string End =
        "UPDATE chains c SET status = 1, completed_at = $1, result = e.result FROM unnest($2, $3) AS e (id, result) WHERE c.id = e.id";

    private readonly NpgsqlConnection _connection;
    private readonly int _batchSize;

    public PostgreSqlLoop(NpgsqlConnection connection, int batchSize)
    {
        _connection = connection;
        _batchSize = batchSize;

        // The statistics of a new table know of no row; the engine tells the planner the same.
        using var command = new NpgsqlCommand("SET enable_seqscan = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan; SET jit = off", connection);
        command.ExecuteNonQuery();
    }

    public override async Task EnqueueAsync(int count, int bodyBytes)
    {
        var now = Now();
        var chains = Enumerable.Range(0, count).Select(static _ => NewId()).ToArray();
        var start = new NpgsqlBatch(_connection);
        await using (start.ConfigureAwait(false))
        {
            var command = new NpgsqlBatchCommand("INSERT INTO chains (id, handler, status, started_at) SELECT id, 'Tallies.AddFiveAsync', 0, $2 FROM unnest($1) AS s (id)");
            command.Parameters.Add(Texts(chains));
            command.Parameters.Add(Number(now));
            start.BatchCommands.Add(command);
            start.BatchCommands.Add(Sends(now, chains, [.. chains.Select(chain => First(chain, bodyBytes))]));
            await start.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    public override async Task<int> RunBatchAsync()
    {
        var now = Now();
        var taken = await TakeAsync(now).ConfigureAwait(false);
        var (going, bodies, ended, results, sent) = (new List<string>(), new List<byte[]>(), new List<string>(), new List<byte[]>(), new List<int>());
        foreach (var (chain, _, body) in taken)
        {
            var (job, next) = Step(body);
            sent.Add(next?.Length ?? 0);
            if (next is not null)
            {
                going.Add(chain);
                bodies.Add(next);
            }
            else
            {
                ended.Add(chain);
                results.Add(BitConverter.GetBytes(job.Number));
            }
        }

        var write = new NpgsqlBatch(_connection);
        await using (write.ConfigureAwait(false))
        {
            if (taken.Count > 0)
            {
                write.BatchCommands.Add(Remembers(now, taken, sent));
            }

            if (going.Count > 0)
            {
                write.BatchCommands.Add(Sends(now, [.. going], [.. bodies]));
            }

            if (ended.Count > 0)
            {
                write.BatchCommands.Add(Ends(now, [.. ended], [.. results]));
            }

            write.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            await write.PrepareAsync().ConfigureAwait(false);
            await write.ExecuteNonQueryAsync().ConfigureAwait(false);
        }

        return taken.Count;
    }

    private async Task<List<(string Chain, string Id, byte[] Body)>> TakeAsync(long now)
    {
        var taken = new List<(string, string, byte[])>();
        var batch = new NpgsqlBatch(_connection);
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
            var take = new NpgsqlBatchCommand(Take);
            take.Parameters.Add(Number(now));
            take.Parameters.Add(Number(_batchSize));
            batch.BatchCommands.Add(take);
            await batch.PrepareAsync().ConfigureAwait(false);
            var rows = await batch.ExecuteReaderAsync().ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                while (await rows.ReadAsync().ConfigureAwait(false))
                {
                    taken.Add((rows.GetString(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2)));
                }
            }
        }

        return taken;
    }

    private static NpgsqlBatchCommand Remembers(long now, List<(string Chain, string Id, byte[] Body)> taken, List<int> sent)
    {
        var command = new NpgsqlBatchCommand(Remember);
        command.Parameters.Add(Texts([.. taken.Select(static one => one.Chain)]));
        command.Parameters.Add(Texts([.. taken.Select(static one => one.Id)]));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = EntryPoint });
        command.Parameters.Add(Number(now));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer, Value = taken.Select(static one => one.Body.Length).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer, Value = sent.ToArray() });
        return command;
    }

    private static NpgsqlBatchCommand Sends(long now, string[] chains, byte[][] bodies)
    {
        var command = new NpgsqlBatchCommand(Send);
        command.Parameters.Add(Texts(chains));
        command.Parameters.Add(Texts([.. chains.Select(static _ => NewId())]));
        command.Parameters.Add(Bodies(bodies));
        command.Parameters.Add(Number(now));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = EntryPoint });
        return command;
    }

    private static NpgsqlBatchCommand Ends(long now, string[] chains, byte[][] results)
    {
        var command = new NpgsqlBatchCommand(End);
        command.Parameters.Add(Number(now));
        command.Parameters.Add(Texts(chains));
        command.Parameters.Add(Bodies(results));
        return command;
    }

    private static NpgsqlParameter Number(long value) => new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value };

    private static NpgsqlParameter Texts(string[] values) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = values };

    private static NpgsqlParameter Bodies(byte[][] values) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea, Value = values };
}
