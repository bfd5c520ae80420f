using AsyncSplit.Messaging;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>The signals.</summary>
internal sealed class SignalPart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _chain;
    private readonly Column<string?> _id;
    private readonly Column<string?> _name;
    private readonly Column<byte[]?> _value;

    public SignalPart()
    {
        _n = Integers();
        _chain = Texts();
        _id = Texts();
        _name = Texts();
        _value = ByteArrays();
    }

    public void Add(int n, SignalDelivery signal)
    {
        _n.Add(n);
        _chain.Add(Clean(signal.ChainId));
        _id.Add(Clean(signal.SignalId));
        _name.Add(Clean(signal.Name));
        _value.Add(Bytes(signal.Value));
    }
}
