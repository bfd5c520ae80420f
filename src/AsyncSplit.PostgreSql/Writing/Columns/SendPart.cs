using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>The envelopes to send.</summary>
internal sealed class SendPart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _chain;
    private readonly Column<string?> _id;
    private readonly Column<string?> _target;
    private readonly Column<long> _due;
    private readonly Column<bool> _outlives;
    private readonly Column<bool> _leased;
    private readonly Column<byte[]?> _body;

    public SendPart()
    {
        _n = Integers();
        _chain = Texts();
        _id = Texts();
        _target = Texts();
        _due = Longs();
        _outlives = Booleans();
        _leased = Booleans();
        _body = ByteArrays();
    }

    public void Add(int n, OutgoingEnvelope envelope, bool isLeased)
    {
        _n.Add(n);
        _chain.Add(Clean(envelope.ChainId));
        _id.Add(Clean(envelope.MessageId));
        _target.Add(Clean(envelope.Target));
        _due.Add(envelope.DueAt.ToUnix());
        _outlives.Add(envelope.OutlivesCancellation);
        _leased.Add(isLeased);
        _body.Add(Bytes(envelope.Body));
    }
}
