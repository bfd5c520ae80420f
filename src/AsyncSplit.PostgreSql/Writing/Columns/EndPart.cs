using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>The ends of chains.</summary>
internal sealed class EndPart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _chain;
    private readonly Column<short> _status;
    private readonly Column<long> _at;
    private readonly Column<byte[]?> _result;
    private readonly Column<byte[]?> _error;

    public EndPart()
    {
        _n = Integers();
        _chain = Texts();
        _status = Shorts();
        _at = Longs();
        _result = ByteArrays();
        _error = ByteArrays();
    }

    public void Add(int n, ChainCompletion completion)
    {
        _n.Add(n);
        _chain.Add(Clean(completion.ChainId));
        _status.Add((short)completion.Status);
        _at.Add(completion.CompletedAt.ToUnix());
        _result.Add(BytesOrNull(completion.Result));
        _error.Add(BytesOrNull(completion.Error));
    }
}
