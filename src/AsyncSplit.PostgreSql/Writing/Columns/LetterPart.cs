using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>The dead letters.</summary>
internal sealed class LetterPart : Part
{
    private readonly Column<int> _n;
    private readonly Column<string?> _sentFor;
    private readonly Column<string?> _message;
    private readonly Column<string?> _chain;
    private readonly Column<string?> _entryPoint;
    private readonly Column<short> _kind;
    private readonly Column<string?> _reason;
    private readonly Column<long> _at;
    private readonly Column<byte[]?> _body;
    private readonly Column<byte[]?> _error;

    public LetterPart()
    {
        _n = Integers();
        _sentFor = Texts();
        _message = Texts();
        _chain = Texts();
        _entryPoint = Texts();
        _kind = Shorts();
        _reason = Texts();
        _at = Longs();
        _body = ByteArrays();
        _error = ByteArrays();
    }

    public void Add(int n, DeadLetter letter, string? sentFor)
    {
        _n.Add(n);
        _sentFor.Add(Clean(letter.ChainId ?? sentFor));
        _message.Add(Clean(letter.MessageId));
        _chain.Add(Clean(letter.ChainId));
        _entryPoint.Add(Clean(letter.EntryPoint));
        _kind.Add((short)letter.Kind);
        _reason.Add(Clean(letter.Reason));
        _at.Add(letter.ParkedAt.ToUnix());
        _body.Add(Bytes(letter.Body));
        _error.Add(BytesOrNull(letter.Error));
    }
}
