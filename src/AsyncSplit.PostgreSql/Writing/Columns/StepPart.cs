using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>The history.</summary>
internal sealed class StepPart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _chain;
    private readonly Column<string?> _message;
    private readonly Column<string?> _entryPoint;
    private readonly Column<short> _outcome;
    private readonly Column<string?> _next;
    private readonly Column<int> _attempt;
    private readonly Column<long> _created;
    private readonly Column<long> _due;
    private readonly Column<long> _started;
    private readonly Column<long> _active;
    private readonly Column<int> _envelope;
    private readonly Column<int> _sent;
    private readonly Column<string?> _captured;

    public StepPart()
    {
        _n = Integers();
        _chain = Texts();
        _message = Texts();
        _entryPoint = Texts();
        _outcome = Shorts();
        _next = Texts();
        _attempt = Integers();
        _created = Longs();
        _due = Longs();
        _started = Longs();
        _active = Longs();
        _envelope = Integers();
        _sent = Integers();
        _captured = Texts();
    }

    public void Add(int n, StepRecord step, string messageId)
    {
        _n.Add(n);
        _chain.Add(Clean(step.ChainId));
        _message.Add(Clean(messageId));
        _entryPoint.Add(Clean(step.EntryPoint));
        _outcome.Add((short)step.Outcome);
        _next.Add(Clean(step.Next));
        _attempt.Add(step.Attempt);
        _created.Add(step.CreatedAt.ToUnix());
        _due.Add(step.DueAt.ToUnix());
        _started.Add(step.StartedAt.ToUnix());
        _active.Add(step.Active.Ticks);
        _envelope.Add(step.EnvelopeBytes);
        _sent.Add(step.SentBytes);
        _captured.Add(Clean(CapturedColumn.Write(step.Captured)));
    }

    /// <summary>Remembers that an envelope is done with, where there is no step to tell of.</summary>
    public void AddCommitted(int n, Lease lease)
    {
        _n.Add(n);
        _chain.Add(lease.ChainId);
        _message.Add(lease.MessageId);
        _entryPoint.Add(null);
        _outcome.Add(0);
        _next.Add(null);
        _attempt.Add(lease.Attempt);
        _created.Add(0);
        _due.Add(0);
        _started.Add(0);
        _active.Add(0);
        _envelope.Add(0);
        _sent.Add(0);
        _captured.Add(null);
    }
}
