using AsyncSplit.Messaging;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>The futures that have ended.</summary>
internal sealed class SettlePart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _chain;
    private readonly Column<string?> _future;
    private readonly Column<byte[]?> _outcome;
    private readonly Column<bool> _remembered;
    private readonly Column<string?> _timer;

    public SettlePart()
    {
        _n = Integers();
        _chain = Texts();
        _future = Texts();
        _outcome = ByteArrays();
        _remembered = Booleans();
        _timer = Texts();
    }

    public void Add(int n, FutureSettlement settlement)
    {
        _n.Add(n);
        _chain.Add(Clean(settlement.ChainId));
        _future.Add(Clean(settlement.FutureId));
        _outcome.Add(Bytes(settlement.Outcome));
        _remembered.Add(settlement.IsRemembered);
        _timer.Add(Clean(settlement.Timer));
    }
}
