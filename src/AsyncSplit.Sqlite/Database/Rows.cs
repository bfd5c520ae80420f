using AsyncSplit.Messaging;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Database;

/// <summary>Reads columns as the types that records have.</summary>
internal static class Rows
{
    public static byte[] Bytes(this SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static ReadOnlyMemory<byte>? BytesOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? (ReadOnlyMemory<byte>?)null : row.Bytes(column);

    public static string? StringOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Time(this SqliteDataReader row, int column) => UnixTime.FromUnix(row.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static CancellationKind? CancellationOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : (CancellationKind)row.GetInt32(column);

    /// <summary>The first column of all rows, as numbers. Disposes of the rows.</summary>
    public static List<long> Numbers(this SqliteDataReader rows)
    {
        using (rows)
        {
            var numbers = new List<long>();
            while (rows.Read())
            {
                numbers.Add(rows.GetInt64(0));
            }

            return numbers;
        }
    }
}
