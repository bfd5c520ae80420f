namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>The dead letters that are taken out.</summary>
internal sealed class DropPart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _message;
    private readonly Column<bool> _redriven;

    public DropPart()
    {
        _n = Integers();
        _message = Texts();
        _redriven = Booleans();
    }

    public void Add(int n, string messageId, bool isRedriven)
    {
        _n.Add(n);
        _message.Add(Clean(messageId));
        _redriven.Add(isRedriven);
    }
}
