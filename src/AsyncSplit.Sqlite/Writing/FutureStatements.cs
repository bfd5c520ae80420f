using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>Started calls that have ended, and what waits for some.</summary>
internal sealed class FutureStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _settle = new(
        connection,
        """
        INSERT INTO futures (id, chain_id, outcome)
        SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM chains WHERE id = ?2 AND status IN (0, 3))
        ON CONFLICT (id) DO NOTHING
        """,
        3);

    private readonly Statement _countDown = new(
        connection, "UPDATE waits SET needed = needed - 1 WHERE seq IN (SELECT wait FROM wait_futures WHERE future_id = ?1) RETURNING seq, needed", 1);

    private readonly Statement _wait = new(
        connection,
        """
        INSERT INTO waits (id, chain_id, target, due_at, needed, hole, body)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM chains WHERE id = ?2 AND status IN (0, 3))
        ON CONFLICT (id) DO NOTHING
        RETURNING seq
        """,
        7);

    private readonly Statement _waitFor = new(connection, "INSERT INTO wait_futures (future_id, wait) VALUES (?1, ?2)", 2);

    private readonly Statement _countSettled = new(
        connection, "UPDATE waits SET needed = needed - (SELECT count(*) FROM wait_futures JOIN futures ON id = future_id WHERE wait = ?1) WHERE seq = ?1 RETURNING needed", 1);

    private readonly Statement _outcomes = new(
        connection, "SELECT outcome FROM wait_futures JOIN futures ON id = future_id WHERE wait = ?1 ORDER BY futures.seq", 1);

    private readonly Statement _forgetOutcomes = new(connection, "DELETE FROM futures WHERE id IN (SELECT future_id FROM wait_futures WHERE wait = ?1)", 1);

    private readonly Statement _forgetWaitFor = new(connection, "DELETE FROM wait_futures WHERE wait = ?1", 1);

    private readonly Statement _take = new(connection, "DELETE FROM waits WHERE seq = ?1 RETURNING id, chain_id, target, due_at, hole, body", 1);

    private readonly Statement _deleteFutures = new(connection, "DELETE FROM futures WHERE chain_id = ?1", 1);

    private readonly Statement _waitsOf = new(connection, "SELECT seq FROM waits WHERE chain_id = ?1", 1);

    /// <summary>A started call has ended; nothing happens where its chain has.</summary>
    /// <returns>The envelopes that have waited for it, and for nothing else any more.</returns>
    public List<OutgoingEnvelope> Settle(FutureSettlement settlement)
    {
        var ready = new List<long>();
        if (_settle.Execute(settlement.FutureId, settlement.ChainId, settlement.Outcome) == 1)
        {
            using var rows = _countDown.Query(settlement.FutureId);
            while (rows.Read())
            {
                if (rows.GetInt64(1) == 0)
                {
                    ready.Add(rows.GetInt64(0));
                }
            }
        }

        return ready.ConvertAll(Take);
    }

    /// <summary>Waits.</summary>
    /// <returns>The envelope, if it need not wait.</returns>
    public OutgoingEnvelope? Add(FutureWait wait)
    {
        var envelope = wait.Envelope;
        if (_wait.Scalar(envelope.MessageId, envelope.ChainId, envelope.Target, envelope.DueAt.ToUnix(), wait.Needed, wait.Hole, envelope.Body) is not long sequence)
        {
            return null;
        }

        foreach (var id in wait.FutureIds)
        {
            _waitFor.Execute(id, sequence);
        }

        return _countSettled.Scalar(sequence) is <= 0L ? Take(sequence) : null;
    }

    /// <summary>The chain has ended: nobody asks any more.</summary>
    public void DeleteOf(string chainId)
    {
        _deleteFutures.Execute(chainId);
        var waits = new List<long>();
        using (var rows = _waitsOf.Query(chainId))
        {
            while (rows.Read())
            {
                waits.Add(rows.GetInt64(0));
            }
        }

        foreach (var wait in waits)
        {
            _forgetWaitFor.Execute(wait);
            using var taken = _take.Query(wait);
            taken.Read();
        }
    }

    public void Dispose()
    {
        _settle.Dispose();
        _countDown.Dispose();
        _wait.Dispose();
        _waitFor.Dispose();
        _countSettled.Dispose();
        _outcomes.Dispose();
        _forgetOutcomes.Dispose();
        _forgetWaitFor.Dispose();
        _take.Dispose();
        _deleteFutures.Dispose();
        _waitsOf.Dispose();
    }

    // What the chain gets to know it has in its own state from now on.
    private OutgoingEnvelope Take(long wait)
    {
        var outcomes = new List<ReadOnlyMemory<byte>>();
        using (var rows = _outcomes.Query(wait))
        {
            while (rows.Read())
            {
                outcomes.Add(rows.Bytes(0));
            }
        }

        _forgetOutcomes.Execute(wait);
        _forgetWaitFor.Execute(wait);
        using var row = _take.Query(wait);
        row.Read();
        return new OutgoingEnvelope(row.GetString(0), row.GetString(1), row.GetString(2), row.Time(3), FutureWait.Complete(row.Bytes(5), row.GetInt32(4), outcomes));
    }
}
