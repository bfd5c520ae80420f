using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>What the chains wait for. The futures of all waits are one column, and their timers another; each wait says how many are its own.</summary>
internal sealed class WaitPart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _chain;
    private readonly Column<string?> _id;
    private readonly Column<string?> _target;
    private readonly Column<long> _due;
    private readonly Column<int> _needed;
    private readonly Column<int> _hole;
    private readonly Column<bool> _outlives;
    private readonly Column<bool> _envelopeOutlives;
    private readonly Column<byte[]?> _body;
    private readonly Column<int> _futures;
    private readonly Column<int> _timers;
    private readonly Column<string?> _future;
    private readonly Column<string?> _timer;

    public WaitPart()
    {
        _n = Integers();
        _chain = Texts();
        _id = Texts();
        _target = Texts();
        _due = Longs();
        _needed = Integers();
        _hole = Integers();
        _outlives = Booleans();
        _envelopeOutlives = Booleans();
        _body = ByteArrays();
        _futures = Integers();
        _timers = Integers();
        _future = Texts();
        _timer = Texts();
    }

    public void Add(int n, FutureWait wait)
    {
        var envelope = wait.Envelope;
        _n.Add(n);
        _chain.Add(Clean(envelope.ChainId));
        _id.Add(Clean(envelope.MessageId));
        _target.Add(Clean(envelope.Target));
        _due.Add(envelope.DueAt.ToUnix());
        _needed.Add(wait.Needed);
        _hole.Add(wait.Hole);
        _outlives.Add(wait.OutlivesCancellation);
        _envelopeOutlives.Add(envelope.OutlivesCancellation);
        _body.Add(Bytes(envelope.Body));
        _futures.Add(wait.FutureIds.Count);
        _timers.Add(wait.Timers.Count);
        foreach (var future in wait.FutureIds)
        {
            _future.Add(Clean(future));
        }

        foreach (var timer in wait.Timers)
        {
            _timer.Add(Clean(timer));
        }
    }
}
