using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Database;

/// <summary>A statement that is prepared once and executed many times, with positional parameters <c>?1, ?2, …</c>.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    public Statement(SqliteConnection connection, string sql, int parameters = 0)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        _parameters = new SqliteParameter[parameters];
        for (var index = 0; index < parameters; index++)
        {
            _parameters[index] = _command.Parameters.Add(new SqliteParameter { ParameterName = "?" + (index + 1) });
        }
    }

    /// <summary>Its text.</summary>
    public string Sql => _command.CommandText;

    /// <returns>How many rows were changed.</returns>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The first row's first column; null where there is no row or it is NULL.</summary>
    public object? Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>The rows. To be disposed before the statement is executed again.</summary>
    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _parameters.Length)
        {
            throw new ArgumentException($"The statement has {_parameters.Length} parameters; {values.Length} values are given.", nameof(values));
        }

        for (var index = 0; index < values.Length; index++)
        {
            _parameters[index].Value = values[index] switch
            {
                null => DBNull.Value,
                ReadOnlyMemory<byte> bytes => ToArray(bytes),
                var value => value,
            };
        }
    }

    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : bytes.ToArray();
}
