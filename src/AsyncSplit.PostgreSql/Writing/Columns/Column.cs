using Npgsql;
using NpgsqlTypes;

namespace AsyncSplit.PostgreSql.Writing.Columns;

/// <summary>One array parameter.</summary>
internal abstract class Column
{
    public abstract NpgsqlParameter ToParameter();
}

/// <inheritdoc/>
/// <typeparam name="T">The type of its elements.</typeparam>
internal sealed class Column<T>(NpgsqlDbType type) : Column
{
    private readonly List<T> _values = [];

    public int Count => _values.Count;

    public void Add(T value) => _values.Add(value);

    /// <summary>An array; NULL where there is nothing.</summary>
    public override NpgsqlParameter ToParameter() =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = _values.Count > 0 ? _values.ToArray() : DBNull.Value };
}
