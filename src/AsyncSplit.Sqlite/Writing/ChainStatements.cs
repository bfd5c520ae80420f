using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>What is written of chains and their history.</summary>
internal sealed class ChainStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _start = new(
        connection, "INSERT INTO chains (id, handler, status, started_at) VALUES (?1, ?2, 0, ?3) ON CONFLICT (id) DO NOTHING", 3);

    // Running and parked chains can end; one that has ended stays as it is.
    private readonly Statement _complete = new(
        connection, "UPDATE chains SET status = ?2, completed_at = ?3, result = ?4, error = ?5, parked_reason = NULL WHERE id = ?1 AND status IN (0, 3)", 5);

    private readonly Statement _park = new(connection, "UPDATE chains SET status = 3, parked_reason = ?2 WHERE id = ?1 AND status IN (0, 3)", 2);

    private readonly Statement _reopen = new(
        connection, "UPDATE chains SET status = ?2, parked_reason = ?3, completed_at = NULL, error = NULL WHERE id = ?1", 3);

    private readonly Statement _cancel = new(connection, "UPDATE chains SET cancellation = ?2 WHERE id = ?1 AND status IN (0, 3) AND cancellation IS NULL", 2);

    private readonly Statement _state = new(
        connection, "SELECT status, cancellation, EXISTS (SELECT 1 FROM dead_letters WHERE sent_for = ?1) FROM chains WHERE id = ?1", 1);

    private readonly Statement _cancellation = new(connection, "SELECT cancellation FROM chains WHERE id = ?1", 1);

    private readonly Statement _over = new(
        connection,
        """
        SELECT id FROM chains
        WHERE completed_at < ?1
            AND NOT EXISTS (SELECT 1 FROM messages WHERE chain_id = chains.id)
            AND NOT EXISTS (SELECT 1 FROM dead_letters WHERE sent_for = chains.id)
        ORDER BY completed_at LIMIT ?2
        """,
        2);

    private readonly Statement _deleteSteps = new(connection, "DELETE FROM steps WHERE chain_id = ?1", 1);

    private readonly Statement _delete = new(connection, "DELETE FROM chains WHERE id = ?1", 1);

    private readonly Statement _step = new(
        connection,
        """
        INSERT INTO steps (chain_id, message_id, entry_point, outcome, next, attempt, created_at, due_at, started_at, active, envelope_bytes, sent_bytes, captured)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """,
        13);

    private readonly Statement _committed = new(connection, "INSERT INTO steps (chain_id, message_id) VALUES (?1, ?2)", 2);

    /// <returns>False when the chain exists.</returns>
    public bool Start(ChainStart start) => _start.Execute(start.ChainId, start.Handler, start.StartedAt.ToUnix()) == 1;

    /// <summary>What is known of a chain.</summary>
    public ChainState State(string chainId)
    {
        using var row = _state.Query(chainId);
        return row.Read() ? new ChainState((ChainStatus)row.GetInt32(0), row.CancellationOrNull(1), row.GetInt32(2) == 1) : default;
    }

    /// <summary>Why a chain is cancelled; null where it is not.</summary>
    public CancellationKind? Cancellation(string chainId) => (CancellationKind?)_cancellation.Number(chainId);

    /// <returns>False when it has ended before, or is not known.</returns>
    public bool Complete(ChainCompletion completion) =>
        _complete.Execute(completion.ChainId, (int)completion.Status, completion.CompletedAt.ToUnix(), completion.Result, completion.Error) == 1;

    /// <summary>The chain does not go on by itself, unless it has ended.</summary>
    public void Park(string chainId, string reason) => _park.Execute(chainId, reason);

    /// <summary>A chain that is parked or has failed runs again, or is parked with another reason.</summary>
    public void Reopen(string chainId, string? parkedReason) => _reopen.Execute(chainId, (int)(parkedReason is null ? ChainStatus.Running : ChainStatus.Parked), parkedReason);

    /// <returns>False when it is cancelled already, has ended, or is not known.</returns>
    public bool Cancel(string chainId, CancellationKind kind) => _cancel.Execute(chainId, (int)kind) == 1;

    /// <summary>Removes chains of which nothing comes any more, with their history.</summary>
    /// <returns>How many they were.</returns>
    public int Purge(DateTimeOffset endedBefore, int maxCount)
    {
        var over = new List<string>();
        using (var rows = _over.Query(endedBefore.ToUnix(), maxCount))
        {
            while (rows.Read())
            {
                over.Add(rows.GetString(0));
            }
        }

        foreach (var chainId in over)
        {
            _deleteSteps.Execute(chainId);
            _delete.Execute(chainId);
        }

        return over.Count;
    }

    public void Add(StepRecord step, string messageId) => _step.Execute(
        step.ChainId,
        messageId,
        step.EntryPoint,
        (int)step.Outcome,
        step.Next,
        step.Attempt,
        step.CreatedAt.ToUnix(),
        step.DueAt.ToUnix(),
        step.StartedAt.ToUnix(),
        step.Active.Ticks,
        step.EnvelopeBytes,
        step.SentBytes,
        CapturedColumn.Write(step.Captured));

    /// <summary>Remembers that an envelope is done with, where there is no step to tell of.</summary>
    public void AddCommitted(string chainId, string messageId) => _committed.Execute(chainId, messageId);

    public void Dispose()
    {
        _start.Dispose();
        _complete.Dispose();
        _park.Dispose();
        _reopen.Dispose();
        _cancel.Dispose();
        _state.Dispose();
        _cancellation.Dispose();
        _over.Dispose();
        _deleteSteps.Dispose();
        _delete.Dispose();
        _step.Dispose();
        _committed.Dispose();
    }
}
