using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AsyncSplit.Sqlite.Database;

/// <summary>
/// A statement that is prepared when it is first needed and executed many times, with positional parameters <c>?1, ?2, …</c>. It speaks to SQLite itself: a step is a handful of statements, and
/// what a command and a reader for each would cost is as much as what SQLite does.
/// </summary>
internal sealed class Statement(SqliteConnection connection, string sql, int parameters = 0) : IDisposable
{
    private const int MaxBytesOnStack = 512;

    // Outside of a transaction another connection may be recovering the log or taking it away: that takes moments.
    private static readonly TimeSpan s_busyTimeout = TimeSpan.FromSeconds(30);

    private sqlite3_stmt? _prepared;

    /// <summary>Its text.</summary>
    public string Sql => sql;

    /// <returns>How many rows were changed.</returns>
    public int Execute(params ReadOnlySpan<SqlValue> values)
    {
        Bind(values);
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(connection.Handle);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first row's first column as a number; null where there is no row or it is NULL.</summary>
    public long? Number(params ReadOnlySpan<SqlValue> values)
    {
        using var row = Query(values);
        return row.Read() && !row.IsDBNull(0) ? row.GetInt64(0) : null;
    }

    /// <summary>The first row's first column as a text; null where there is no row or it is NULL.</summary>
    public string? Text(params ReadOnlySpan<SqlValue> values)
    {
        using var row = Query(values);
        return row.Read() ? row.StringOrNull(0) : null;
    }

    /// <summary>The first row's first column as bytes; null where there is no row or it is NULL.</summary>
    public byte[]? Bytes(params ReadOnlySpan<SqlValue> values)
    {
        using var row = Query(values);
        return row.Read() && !row.IsDBNull(0) ? row.Bytes(0) : null;
    }

    /// <summary>The rows. To be disposed before the statement is executed again. What it changes is changed when the first row has been read.</summary>
    public Rows Query(params ReadOnlySpan<SqlValue> values)
    {
        Bind(values);
        return new Rows(this, _prepared!);
    }

    public void Dispose() => _prepared?.Dispose();

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none.</returns>
    internal bool Step()
    {
        var started = 0L;
        while (true)
        {
            var result = raw.sqlite3_step(_prepared!);
            switch (result & 0xFF)
            {
                case raw.SQLITE_ROW:
                    return true;
                case raw.SQLITE_DONE:
                    return false;
                case raw.SQLITE_BUSY or raw.SQLITE_LOCKED when started == 0 || Stopwatch.GetElapsedTime(started) < s_busyTimeout:
                    started = started == 0 ? Stopwatch.GetTimestamp() : started;
                    raw.sqlite3_reset(_prepared!);
                    Thread.Sleep(1);
                    break;
                default:
                    SqliteException.ThrowExceptionForRC(result, connection.Handle);
                    break;
            }
        }
    }

    /// <summary>The rows that are left are not wanted.</summary>
    internal void Reset()
    {
        // What it returns is the failure of the last step once more.
        raw.sqlite3_reset(_prepared!);
        raw.sqlite3_clear_bindings(_prepared!);
    }

    private void Bind(ReadOnlySpan<SqlValue> values)
    {
        if (values.Length != parameters)
        {
            throw new ArgumentException($"The statement has {parameters} parameters; {values.Length} values are given.", nameof(values));
        }

        _prepared ??= Prepare();
        for (var index = 0; index < values.Length; index++)
        {
            Check(Bind(_prepared, index + 1, values[index]));
        }
    }

    private sqlite3_stmt Prepare()
    {
        Check(raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        return prepared;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, connection.Handle);

    private static int Bind(sqlite3_stmt statement, int parameter, in SqlValue value) => value.Kind switch
    {
        SqlValueKind.Number => raw.sqlite3_bind_int64(statement, parameter, value.Number),
        SqlValueKind.Text => BindText(statement, parameter, value.Text!),
        SqlValueKind.Bytes => raw.sqlite3_bind_blob(statement, parameter, value.Bytes.Span),
        _ => raw.sqlite3_bind_null(statement, parameter),
    };

    private static int BindText(sqlite3_stmt statement, int parameter, string text)
    {
        // An empty span is NULL.
        if (text.Length == 0 || text.Length > MaxBytesOnStack / 3)
        {
            return raw.sqlite3_bind_text(statement, parameter, text);
        }

        Span<byte> bytes = stackalloc byte[MaxBytesOnStack];
        return raw.sqlite3_bind_text(statement, parameter, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }
}
