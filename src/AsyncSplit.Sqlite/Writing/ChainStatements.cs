using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>What is written of chains, their history and dead letters.</summary>
internal sealed class ChainStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _start = new(
        connection, "INSERT INTO chains (id, handler, status, started_at) VALUES (?1, ?2, 0, ?3) ON CONFLICT (id) DO NOTHING", 3);

    // Running and parked chains can end; one that has ended stays as it is.
    private readonly Statement _complete = new(
        connection, "UPDATE chains SET status = ?2, completed_at = ?3, result = ?4, error = ?5, parked_reason = NULL WHERE id = ?1 AND status IN (0, 3)", 5);

    private readonly Statement _park = new(connection, "UPDATE chains SET status = 3, parked_reason = ?2 WHERE id = ?1 AND status = 0", 2);

    private readonly Statement _deadLetter = new(
        connection,
        "INSERT INTO dead_letters (message_id, chain_id, entry_point, kind, reason, parked_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        7);

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

    public void Complete(ChainCompletion completion) =>
        _complete.Execute(completion.ChainId, (int)completion.Status, completion.CompletedAt.ToUnix(), completion.Result, completion.Error);

    public void Park(DeadLetter deadLetter, string? chainId)
    {
        _deadLetter.Execute(
            deadLetter.MessageId, deadLetter.ChainId, deadLetter.EntryPoint, (int)deadLetter.Kind, deadLetter.Reason, deadLetter.ParkedAt.ToUnix(), deadLetter.Body);
        if (chainId is not null)
        {
            _park.Execute(chainId, deadLetter.Reason);
        }
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
        _deadLetter.Dispose();
        _step.Dispose();
        _committed.Dispose();
    }
}
