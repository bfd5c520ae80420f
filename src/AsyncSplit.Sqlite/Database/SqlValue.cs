namespace AsyncSplit.Sqlite.Database;

/// <summary>A value for a parameter of a <see cref="Statement"/>, as SQLite knows it: a number, a text, bytes or NULL. It is not boxed.</summary>
internal readonly struct SqlValue
{
    private SqlValue(SqlValueKind kind, long number = 0, string? text = null, ReadOnlyMemory<byte> bytes = default)
    {
        Kind = kind;
        Number = number;
        Text = text;
        Bytes = bytes;
    }

    public SqlValueKind Kind { get; }

    public long Number { get; }

    public string? Text { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public static implicit operator SqlValue(long value) => new(SqlValueKind.Number, number: value);

    public static implicit operator SqlValue(long? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(int value) => new(SqlValueKind.Number, number: value);

    public static implicit operator SqlValue(int? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(string? value) => value is null ? default : new(SqlValueKind.Text, text: value);

    public static implicit operator SqlValue(ReadOnlyMemory<byte> value) => new(SqlValueKind.Bytes, bytes: value);

    public static implicit operator SqlValue(ReadOnlyMemory<byte>? value) => value is { } bytes ? bytes : default(SqlValue);
}
