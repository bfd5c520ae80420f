using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>The queue.</summary>
internal sealed class MessageStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insert = new(
        connection,
        """
        INSERT INTO messages (id, chain_id, target, due_at, available_at, owner, attempts, outlives_cancellation, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (chain_id, id) DO NOTHING
        """,
        9);

    // Apart from the insertion, which with a condition would be one of many rows, and have pages copied in case that one of them fails.
    private readonly Statement _isCommitted = new(connection, "SELECT 1 FROM steps WHERE chain_id = ?1 AND message_id = ?2 LIMIT 1", 2);

    private readonly Statement _delete = new(connection, "DELETE FROM messages WHERE seq = ?4 AND id = ?1 AND owner = ?2 AND attempts = ?3 RETURNING chain_id", 4);

    private readonly Statement _takeOut = new(connection, "DELETE FROM messages WHERE chain_id = ?1 AND id = ?2", 2);

    private readonly Statement _takeOutTimers = new(connection, "DELETE FROM messages WHERE chain_id = ?1 AND substr(target, 1, 1) = '$'", 1);

    private readonly Statement _hurry = new(
        connection,
        "UPDATE messages SET due_at = ?2, available_at = ?2 WHERE chain_id = ?1 AND available_at > ?2 AND owner IS NULL AND outlives_cancellation = 0",
        2);

    private readonly Statement _claim = new(
        connection,
        """
        UPDATE messages SET owner = ?1, attempts = attempts + 1, available_at = ?2
        WHERE seq IN (SELECT seq FROM messages WHERE available_at <= ?3 ORDER BY available_at, seq LIMIT ?4)
        RETURNING id, body, attempts, due_at, seq, (SELECT cancellation FROM chains WHERE chains.id = messages.chain_id)
        """,
        4);

    private readonly Statement _renew = new(connection, "UPDATE messages SET available_at = ?5 WHERE seq = ?4 AND id = ?1 AND owner = ?2 AND attempts = ?3", 5);

    private readonly Statement _abandon = new(connection, "UPDATE messages SET available_at = ?5, owner = NULL WHERE seq = ?4 AND id = ?1 AND owner = ?2 AND attempts = ?3", 5);

    private readonly Statement _release = new(
        connection, "UPDATE messages SET available_at = due_at, owner = NULL, attempts = attempts - 1 WHERE seq = ?4 AND id = ?1 AND owner = ?2 AND attempts = ?3", 4);

    private readonly Statement _nextAvailable = new(connection, "SELECT min(available_at) FROM messages");

    /// <summary>Adds an envelope, unless it is in the queue or has been committed.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="dueAt">When it is due: what it says itself, unless its chain is cancelled.</param>
    public void Insert(OutgoingEnvelope envelope, DateTimeOffset dueAt) => Insert(envelope, dueAt, dueAt, null, 0);

    /// <summary>Adds an envelope as one that is leased, unless it is in the queue or has been committed.</summary>
    /// <returns>The lease; null where it is not added.</returns>
    public Lease? InsertLeased(OutgoingEnvelope envelope, DateTimeOffset dueAt, long owner, DateTimeOffset until) =>
        Insert(envelope, dueAt, until, owner, 1) ? new Lease(raw.sqlite3_last_insert_rowid(connection.Handle), owner, 1) : null;

    /// <summary>Removes an envelope that is still leased as <paramref name="lease"/> says.</summary>
    /// <returns>Its chain; null when the lease is lost.</returns>
    public string? Delete(string messageId, Lease lease) => _delete.Text(messageId, lease.Owner, lease.Attempt, lease.Sequence);

    /// <summary>Removes an envelope, whoever has it.</summary>
    /// <returns>False when it is not there.</returns>
    public bool TakeOut(string chainId, string messageId) => _takeOut.Execute(chainId, messageId) == 1;

    /// <summary>Removes the envelopes of a chain that end futures or the chain's time, whoever has them.</summary>
    public void TakeOutTimers(string chainId) => _takeOutTimers.Execute(chainId);

    /// <summary>A chain is cancelled: what it has queued for later is due now.</summary>
    public void Hurry(string chainId, DateTimeOffset now) => _hurry.Execute(chainId, now.ToUnix());

    /// <summary>Leases what is due.</summary>
    public List<Delivery> Claim(long owner, DateTimeOffset now, TimeSpan leaseDuration, int maxCount)
    {
        var claimed = new List<(Delivery Delivery, long Due, long Sequence)>();
        using (var rows = _claim.Query(owner, (now + leaseDuration).ToUnix(), now.ToUnix(), maxCount))
        {
            while (rows.Read())
            {
                var attempt = rows.GetInt32(2);
                var due = rows.GetInt64(3);
                var delivery = new Delivery(rows.GetString(0), rows.Bytes(1))
                {
                    Attempt = attempt,
                    DueAt = UnixTime.FromUnix(due),
                    Cancellation = rows.CancellationOrNull(5),
                    Receipt = new Lease(rows.GetInt64(4), owner, attempt),
                };
                claimed.Add((delivery, due, rows.GetInt64(4)));
            }
        }

        // The order in which an UPDATE returns its rows is not defined.
        claimed.Sort(static (left, right) => left.Due != right.Due ? left.Due.CompareTo(right.Due) : left.Sequence.CompareTo(right.Sequence));
        return claimed.ConvertAll(static claim => claim.Delivery);
    }

    /// <returns>False when the lease is lost.</returns>
    public bool Renew(string messageId, Lease lease, DateTimeOffset until) => _renew.Execute(messageId, lease.Owner, lease.Attempt, lease.Sequence, until.ToUnix()) == 1;

    /// <returns>False when the lease is lost.</returns>
    public bool Abandon(string messageId, Lease lease, DateTimeOffset availableAt) => _abandon.Execute(messageId, lease.Owner, lease.Attempt, lease.Sequence, availableAt.ToUnix()) == 1;

    /// <summary>Undoes a lease, as if it had not been.</summary>
    /// <returns>False when it is lost.</returns>
    public bool Release(string messageId, Lease lease) => _release.Execute(messageId, lease.Owner, lease.Attempt, lease.Sequence) == 1;

    /// <summary>When the next envelope can be delivered or the next lease ends; null when the queue is empty.</summary>
    public DateTimeOffset? NextAvailable() => _nextAvailable.Number() is { } next ? UnixTime.FromUnix(next) : null;

    public void Dispose()
    {
        _insert.Dispose();
        _isCommitted.Dispose();
        _delete.Dispose();
        _takeOut.Dispose();
        _takeOutTimers.Dispose();
        _hurry.Dispose();
        _claim.Dispose();
        _renew.Dispose();
        _abandon.Dispose();
        _release.Dispose();
        _nextAvailable.Dispose();
    }

    private bool Insert(OutgoingEnvelope envelope, DateTimeOffset dueAt, DateTimeOffset availableAt, long? owner, int attempts) =>
        _isCommitted.Number(envelope.ChainId, envelope.MessageId) is null
        && _insert.Execute(
            envelope.MessageId,
            envelope.ChainId,
            envelope.Target,
            dueAt.ToUnix(),
            availableAt.ToUnix(),
            owner,
            attempts,
            envelope.OutlivesCancellation ? 1 : 0,
            envelope.Body) == 1;
}
