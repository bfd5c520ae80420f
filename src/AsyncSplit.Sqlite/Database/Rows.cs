using AsyncSplit.Messaging;
using SQLitePCL;

namespace AsyncSplit.Sqlite.Database;

/// <summary>The rows of a <see cref="Statement"/>, one after the other, and their columns as the types that records have.</summary>
internal readonly struct Rows(Statement statement, sqlite3_stmt prepared) : IDisposable
{
    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none.</returns>
    public bool Read() => statement.Step();

    public bool IsDBNull(int column) => raw.sqlite3_column_type(prepared, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(prepared, column);

    public int GetInt32(int column) => checked((int)GetInt64(column));

    public string GetString(int column) => raw.sqlite3_column_text(prepared, column).utf8_to_string();

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(prepared, column).ToArray();

    public ReadOnlyMemory<byte>? BytesOrNull(int column) => IsDBNull(column) ? (ReadOnlyMemory<byte>?)null : Bytes(column);

    public string? StringOrNull(int column) => IsDBNull(column) ? null : GetString(column);

    public DateTimeOffset Time(int column) => UnixTime.FromUnix(GetInt64(column));

    public DateTimeOffset? TimeOrNull(int column) => IsDBNull(column) ? null : Time(column);

    public CancellationKind? CancellationOrNull(int column) => IsDBNull(column) ? null : (CancellationKind)GetInt32(column);

    /// <summary>The first column of all rows, as numbers. Disposes of the rows.</summary>
    public List<long> Numbers()
    {
        using (this)
        {
            var numbers = new List<long>();
            while (Read())
            {
                numbers.Add(GetInt64(0));
            }

            return numbers;
        }
    }

    public void Dispose() => statement.Reset();
}
