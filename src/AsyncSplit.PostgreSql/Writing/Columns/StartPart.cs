using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>The chains that begin.</summary>
internal sealed class StartPart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _chain;
    private readonly Column<string?> _handler;
    private readonly Column<long> _at;

    public StartPart()
    {
        _n = Integers();
        _chain = Texts();
        _handler = Texts();
        _at = Longs();
    }

    public void Add(int n, ChainStart start)
    {
        _n.Add(n);
        _chain.Add(Clean(start.ChainId));
        _handler.Add(Clean(start.Handler));
        _at.Add(start.StartedAt.ToUnix());
    }
}
