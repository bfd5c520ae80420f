using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>The chains that are to be cancelled.</summary>
internal sealed class CancelPart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _chain;
    private readonly Column<short> _kind;
    private readonly Column<long> _at;

    public CancelPart()
    {
        _n = Integers();
        _chain = Texts();
        _kind = Shorts();
        _at = Longs();
    }

    public void Add(int n, ChainCancellation cancellation)
    {
        _n.Add(n);
        _chain.Add(Clean(cancellation.ChainId));
        _kind.Add((short)cancellation.Kind);
        _at.Add(cancellation.At.ToUnix());
    }
}
