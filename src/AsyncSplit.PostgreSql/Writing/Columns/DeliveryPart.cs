namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>What the commits were delivered: one line for each commit, which is empty where no step is behind it.</summary>
internal sealed class DeliveryPart : Part
{
    private readonly Column<string?> _message;
    private readonly Column<string?> _chain;
    private readonly Column<long> _owner;
    private readonly Column<int> _attempt;

    public DeliveryPart()
    {
        _message = Texts();
        _chain = Texts();
        _owner = Longs();
        _attempt = Integers();
    }

    public void Add(Lease? lease)
    {
        _message.Add(lease?.MessageId);
        _chain.Add(lease?.ChainId);
        _owner.Add(lease?.Owner ?? 0);
        _attempt.Add(lease?.Attempt ?? 0);
    }
}
