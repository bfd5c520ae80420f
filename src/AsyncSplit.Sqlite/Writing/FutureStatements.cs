using System.Text.Json;
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
        SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM remembered_futures WHERE id = ?1)
        ON CONFLICT (id) DO NOTHING
        """,
        3);

    private readonly Statement _remember = new(connection, "INSERT INTO remembered_futures (id, chain_id) VALUES (?1, ?2)", 2);

    private readonly Statement _isSettled = new(
        connection, "SELECT EXISTS (SELECT 1 FROM futures WHERE id = ?1) OR EXISTS (SELECT 1 FROM remembered_futures WHERE id = ?1)", 1);

    private readonly Statement _countDown = new(
        connection, "UPDATE waits SET needed = needed - 1 WHERE seq IN (SELECT wait FROM wait_futures WHERE future_id = ?1) RETURNING seq, needed", 1);

    private readonly Statement _wait = new(
        connection,
        """
        INSERT INTO waits (id, chain_id, target, due_at, needed, hole, timers, outlives_cancellation, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (id) DO NOTHING
        RETURNING seq
        """,
        9);

    private readonly Statement _waitFor = new(connection, "INSERT INTO wait_futures (future_id, wait) VALUES (?1, ?2)", 2);

    private readonly Statement _countSettled = new(
        connection, "UPDATE waits SET needed = needed - (SELECT count(*) FROM wait_futures JOIN futures ON id = future_id WHERE wait = ?1) WHERE seq = ?1 RETURNING needed", 1);

    private readonly Statement _outcomes = new(
        connection, "SELECT outcome FROM wait_futures JOIN futures ON id = future_id WHERE wait = ?1 ORDER BY futures.seq", 1);

    private readonly Statement _forgetOutcomes = new(connection, "DELETE FROM futures WHERE id IN (SELECT future_id FROM wait_futures WHERE wait = ?1)", 1);

    private readonly Statement _forgetWaitFor = new(connection, "DELETE FROM wait_futures WHERE wait = ?1", 1);

    private readonly Statement _take = new(connection, "DELETE FROM waits WHERE seq = ?1 RETURNING id, chain_id, target, due_at, hole, timers, body", 1);

    private readonly Statement _forgetFutures = new(connection, "DELETE FROM futures WHERE chain_id = ?1", 1);

    private readonly Statement _forgetRemembered = new(connection, "DELETE FROM remembered_futures WHERE chain_id = ?1", 1);

    private readonly Statement _waitsOf = new(connection, "SELECT seq FROM waits WHERE chain_id = ?1", 1);

    private readonly Statement _waitsToCancel = new(connection, "SELECT seq FROM waits WHERE chain_id = ?1 AND outlives_cancellation = 0", 1);

    /// <summary>Whether a future has ended, as far as that is still known.</summary>
    public bool IsSettled(string futureId) => _isSettled.Number(futureId) == 1;

    /// <summary>A started call has ended. The first end stays.</summary>
    /// <returns>Those that have waited for it, and for nothing else any more.</returns>
    public List<EndedWait> Settle(FutureSettlement settlement)
    {
        if (_settle.Execute(settlement.FutureId, settlement.ChainId, settlement.Outcome) == 0)
        {
            return [];
        }

        if (settlement.IsRemembered)
        {
            _remember.Execute(settlement.FutureId, settlement.ChainId);
        }

        var ready = new List<long>();
        using (var rows = _countDown.Query(settlement.FutureId))
        {
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
    /// <returns>Null if it has to.</returns>
    public EndedWait? Add(FutureWait wait)
    {
        var envelope = wait.Envelope;
        var timers = wait.Timers.Count == 0 ? null : JsonSerializer.Serialize([.. wait.Timers], IdListJson.Default.StringArray);
        if (_wait.Number(
            envelope.MessageId, envelope.ChainId, envelope.Target, envelope.DueAt.ToUnix(), wait.Needed, wait.Hole, timers, wait.OutlivesCancellation ? 1 : 0, envelope.Body) is not { } sequence)
        {
            return null;
        }

        foreach (var id in wait.FutureIds)
        {
            _waitFor.Execute(id, sequence);
        }

        return _countSettled.Number(sequence) <= 0 ? Take(sequence) : null;
    }

    /// <summary>The chain is cancelled: nothing is waited for any longer. What has ended stays.</summary>
    public List<EndedWait> Cancel(string chainId) => _waitsToCancel.Query(chainId).Numbers().ConvertAll(wait => Take(wait, []));

    /// <summary>Nothing comes of the chain any more: nobody asks.</summary>
    public void Forget(string chainId)
    {
        _forgetFutures.Execute(chainId);
        _forgetRemembered.Execute(chainId);
        foreach (var wait in _waitsOf.Query(chainId).Numbers())
        {
            Take(wait, []);
        }
    }

    public void Dispose()
    {
        _settle.Dispose();
        _remember.Dispose();
        _isSettled.Dispose();
        _countDown.Dispose();
        _wait.Dispose();
        _waitFor.Dispose();
        _countSettled.Dispose();
        _outcomes.Dispose();
        _forgetOutcomes.Dispose();
        _forgetWaitFor.Dispose();
        _take.Dispose();
        _forgetFutures.Dispose();
        _forgetRemembered.Dispose();
        _waitsOf.Dispose();
        _waitsToCancel.Dispose();
    }

    // What the chain gets to know it has in its own state from now on.
    private EndedWait Take(long wait)
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
        return Take(wait, outcomes);
    }

    private EndedWait Take(long wait, List<ReadOnlyMemory<byte>> outcomes)
    {
        _forgetWaitFor.Execute(wait);
        using var row = _take.Query(wait);
        row.Read();
        var body = FutureWait.Complete(row.Bytes(6), row.GetInt32(4), outcomes);
        var timers = row.StringOrNull(5) is { } ids ? JsonSerializer.Deserialize(ids, IdListJson.Default.StringArray)! : [];
        return new EndedWait(new OutgoingEnvelope(row.GetString(0), row.GetString(1), row.GetString(2), row.Time(3), body), timers);
    }
}
