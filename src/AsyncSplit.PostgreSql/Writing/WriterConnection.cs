using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;
using Npgsql;
using NpgsqlTypes;

namespace AsyncSplit.PostgreSql.Writing;

/// <summary>The connection that writes: each <see cref="Turn"/> is one transaction and one round trip. Used by the writer only.</summary>
internal sealed class WriterConnection(ChainsDatabase database, TimeSpan leaseDuration) : IAsyncDisposable
{
    private static readonly TimeSpan s_expiredInterval = TimeSpan.FromSeconds(1);

    // Numbers of different processes never meet, as far as chance goes: 2^62 of them.
    private readonly long _id = Random.Shared.NextInt64(1, 1L << 62);
    private NpgsqlConnection? _connection;
    private long _lookedForExpired;

    /// <summary>Who leases.</summary>
    public long Owner => _id;

    /// <summary>Whether a connection is there.</summary>
    public bool IsOpen => _connection is not null;

    /// <summary>Connects, and tells the database who writes.</summary>
    /// <param name="now">Now.</param>
    /// <param name="number">The number of the batch before the next one.</param>
    public async Task OpenAsync(DateTimeOffset now, long number)
    {
        var connection = await database.OpenAsync().ConfigureAwait(false);
        try
        {
            using var command = new NpgsqlCommand(database.Sql("INSERT INTO {schema}.writers (id, batch, refused, active_at) VALUES ($1, $2, '{}', $3) ON CONFLICT (id) DO NOTHING"), connection);
            command.Parameters.Add(Number(_id));
            command.Parameters.Add(Number(number));
            command.Parameters.Add(Number(now.ToUnix()));
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            _connection = connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives the connection up: the next one is a new one, and no other that was lost at the same time.</summary>
    public async Task CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        database.Source.Clear();
    }

    /// <summary>Applies all of a turn, or nothing.</summary>
    /// <param name="turn">What to do.</param>
    /// <param name="now">Now.</param>
    /// <param name="next">When the next envelope was to be due, as far as is known: a lease that ends then has to be looked for.</param>
    public async Task<TurnResult> ExecuteAsync(Turn turn, DateTimeOffset now, DateTimeOffset? next)
    {
        var until = now + leaseDuration;
        var batch = new NpgsqlBatch(_connection!);
        await using (batch.ConfigureAwait(false))
        {
            if (turn.Batch is { } commits)
            {
                batch.BatchCommands.Add(commits.ToCommand(database.Sql, (_id, turn.Number), _id, until));
            }

            if (turn.Leases.Count > 0)
            {
                batch.BatchCommands.Add(ChangeLeases(turn.Leases, now));
            }

            if (turn.ClaimCount > 0)
            {
                batch.BatchCommands.Add(Claim(turn.ClaimCount, now, until, next));
                batch.BatchCommands.Add(new NpgsqlBatchCommand(database.Sql("SELECT {schema}.next_available()")));
            }

            var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await ReadAsync(turn, reader, until).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What the database knows of the writer's last batch of commits; null where it does not know the writer.</summary>
    public async Task<(long Number, int[] Refused)?> FindLastAsync()
    {
        using var command = new NpgsqlCommand(database.Sql("SELECT batch, refused FROM {schema}.writers WHERE id = $1"), _connection);
        command.Parameters.Add(Number(_id));
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync().ConfigureAwait(false) ? (reader.GetInt64(0), reader.GetFieldValue<int[]>(1)) : null;
        }
    }

    /// <summary>Gives back what is leased to this process without its knowing: the answers were lost with a connection.</summary>
    public async Task<int> ReleaseLostAsync(Lease[] known, DateTimeOffset now)
    {
        using var command = new NpgsqlCommand(database.Sql("SELECT {schema}.release_lost($1, $2, $3, $4, $5)"), _connection);
        command.Parameters.Add(Number(_id));
        command.Parameters.Add(Number(now.ToUnix()));
        command.Parameters.Add(Array(NpgsqlDbType.Text, known.Select(static lease => lease.ChainId)));
        command.Parameters.Add(Array(NpgsqlDbType.Text, known.Select(static lease => lease.MessageId)));
        command.Parameters.Add(Array(NpgsqlDbType.Integer, known.Select(static lease => lease.Attempt)));
        return (int)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
    }

    /// <summary>The writer writes no more.</summary>
    public async Task LeaveAsync()
    {
        using var command = new NpgsqlCommand(database.Sql("DELETE FROM {schema}.writers WHERE id = $1"), _connection);
        command.Parameters.Add(Number(_id));
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<TurnResult> ReadAsync(Turn turn, NpgsqlDataReader reader, DateTimeOffset until)
    {
        var result = new TurnResult();
        if (turn.Batch is { } commits)
        {
            await reader.ReadAsync().ConfigureAwait(false);
            result.Refused = reader.IsDBNull(0) ? [] : reader.GetFieldValue<int[]>(0);
            AddLeased(commits, reader, result.Deliveries);
            await reader.NextResultAsync().ConfigureAwait(false);
        }

        if (turn.Leases.Count > 0)
        {
            await reader.ReadAsync().ConfigureAwait(false);
            result.Found = reader.GetFieldValue<int[]>(0);
            await reader.NextResultAsync().ConfigureAwait(false);
        }

        if (turn.ClaimCount > 0)
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                result.Deliveries.Add(ReadDelivery(reader));
                result.Claimed++;
            }

            await reader.NextResultAsync().ConfigureAwait(false);
            await reader.ReadAsync().ConfigureAwait(false);
            result.Next = reader.IsDBNull(0) ? null : UnixTime.FromUnix(reader.GetInt64(0));
        }

        // An error of the commit itself comes last.
        while (await reader.NextResultAsync().ConfigureAwait(false))
        {
        }

        return result;
    }

    private void AddLeased(CommitBatch commits, NpgsqlDataReader reader, List<Delivery> deliveries)
    {
        if (reader.IsDBNull(1))
        {
            return;
        }

        var leased = reader.GetFieldValue<string[]>(1).ToHashSet(StringComparer.Ordinal);
        var cancelled = new Dictionary<string, CancellationKind>(StringComparer.Ordinal);
        if (!reader.IsDBNull(2))
        {
            foreach (var (chain, kind) in reader.GetFieldValue<string[]>(2).Zip(reader.GetFieldValue<short[]>(3)))
            {
                cancelled[chain] = (CancellationKind)kind;
            }
        }

        foreach (var envelope in commits.Leased)
        {
            // Of two with one id only one was sent.
            if (leased.Remove(envelope.MessageId))
            {
                deliveries.Add(new Delivery(envelope.MessageId, envelope.Body)
                {
                    Attempt = 1,
                    DueAt = envelope.DueAt,
                    Cancellation = cancelled.TryGetValue(envelope.ChainId, out var kind) ? kind : null,
                    Receipt = new Lease(envelope.ChainId, envelope.MessageId, _id, 1),
                });
            }
        }
    }

    private Delivery ReadDelivery(NpgsqlDataReader row)
    {
        var id = row.GetString(1);
        var attempt = row.GetInt32(3);
        return new Delivery(id, row.GetFieldValue<byte[]>(2))
        {
            Attempt = attempt,
            DueAt = UnixTime.FromUnix(row.GetInt64(4)),
            Cancellation = row.IsDBNull(5) ? null : (CancellationKind)row.GetInt16(5),
            Receipt = new Lease(row.GetString(0), id, _id, attempt),
        };
    }

    private NpgsqlBatchCommand Claim(int count, DateTimeOffset now, DateTimeOffset until, DateTimeOffset? next)
    {
        // Leases that have run out are rare: they are looked for when one is known to, and now and then.
        var expired = next <= now || Environment.TickCount64 - _lookedForExpired >= s_expiredInterval.TotalMilliseconds;
        if (expired)
        {
            _lookedForExpired = Environment.TickCount64;
        }

        var command = new NpgsqlBatchCommand(database.Sql("SELECT chain, id, body, attempts, due_at, cancellation FROM {schema}.claim($1, $2, $3, $4, $5)"));
        command.Parameters.Add(Number(_id));
        command.Parameters.Add(Number(until.ToUnix()));
        command.Parameters.Add(Number(now.ToUnix()));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = count });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Boolean, Value = expired });
        return command;
    }

    private NpgsqlBatchCommand ChangeLeases(IReadOnlyList<LeaseWork> leases, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand(database.Sql("SELECT {schema}.change_leases($1, $2, $3, $4, $5, $6, $7)"));
        command.Parameters.Add(Array(NpgsqlDbType.Text, leases.Select(static work => work.Lease.ChainId)));
        command.Parameters.Add(Array(NpgsqlDbType.Text, leases.Select(static work => work.Lease.MessageId)));
        command.Parameters.Add(Array(NpgsqlDbType.Bigint, leases.Select(static work => work.Lease.Owner)));
        command.Parameters.Add(Array(NpgsqlDbType.Integer, leases.Select(static work => work.Lease.Attempt)));
        command.Parameters.Add(Array(NpgsqlDbType.Bigint, leases.Select(work => (work.AvailableIn > TimeSpan.Zero ? now + work.AvailableIn : now).ToUnix())));
        command.Parameters.Add(Array(NpgsqlDbType.Boolean, leases.Select(static work => work.IsKept)));
        command.Parameters.Add(Array(NpgsqlDbType.Boolean, leases.Select(static work => work.IsCounted)));
        return command;
    }

    private static NpgsqlParameter Number(long value) => new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value };

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, IEnumerable<T> values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() };
}
