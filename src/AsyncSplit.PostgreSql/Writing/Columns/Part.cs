using System.Runtime.InteropServices;
using AsyncSplit.PostgreSql.Database;
using Npgsql;
using NpgsqlTypes;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>One part of the commits of a batch, column by column, as <c>commit_batch</c> takes it.</summary>
internal abstract class Part
{
    private readonly List<Column> _columns = [];

    /// <summary>Adds the columns in the order in which they were made.</summary>
    public void AddTo(NpgsqlParameterCollection parameters)
    {
        foreach (var column in _columns)
        {
            parameters.Add(column.ToParameter());
        }
    }

    protected static string? Clean(string? text) => text is null ? null : ChainsDatabase.Clean(text);

    protected static byte[] Bytes(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : bytes.ToArray();

    protected static byte[]? BytesOrNull(ReadOnlyMemory<byte>? bytes) => bytes is { } present ? Bytes(present) : null;

    protected Column<int> Integers() => Made(new Column<int>(NpgsqlDbType.Integer));

    protected Column<long> Longs() => Made(new Column<long>(NpgsqlDbType.Bigint));

    protected Column<short> Shorts() => Made(new Column<short>(NpgsqlDbType.Smallint));

    protected Column<bool> Booleans() => Made(new Column<bool>(NpgsqlDbType.Boolean));

    protected Column<string?> Texts() => Made(new Column<string?>(NpgsqlDbType.Text));

    protected Column<byte[]?> ByteArrays() => Made(new Column<byte[]?>(NpgsqlDbType.Bytea));

    private Column<T> Made<T>(Column<T> column)
    {
        _columns.Add(column);
        return column;
    }
}
