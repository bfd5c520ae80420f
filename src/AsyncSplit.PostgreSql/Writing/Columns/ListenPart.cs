using AsyncSplit.Messaging;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>The futures that signals settle.</summary>
internal sealed class ListenPart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _chain;
    private readonly Column<string?> _name;
    private readonly Column<string?> _future;

    public ListenPart()
    {
        _n = Integers();
        _chain = Texts();
        _name = Texts();
        _future = Texts();
    }

    /// <summary>Without a name, it is the end of listening.</summary>
    public void Add(int n, ListenerWithdrawal withdrawal)
    {
        _n.Add(n);
        _chain.Add(Clean(withdrawal.ChainId));
        _name.Add(null);
        _future.Add(Clean(withdrawal.FutureId));
    }

    public void Add(int n, SignalListener listener)
    {
        _n.Add(n);
        _chain.Add(Clean(listener.ChainId));
        _name.Add(Clean(listener.Name));
        _future.Add(Clean(listener.FutureId));
    }
}
