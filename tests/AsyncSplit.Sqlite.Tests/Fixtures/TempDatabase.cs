using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit.Sqlite.Tests.Fixtures;

/// <summary>A file in a directory of its own, which goes with the test.</summary>
internal sealed class TempDatabase : IDisposable
{
    public TempDatabase() => Directory = System.IO.Directory.CreateTempSubdirectory("asyncsplit-").FullName;

    public string Directory { get; }

    public string File => Path.Combine(Directory, "chains.db");

    public string ConnectionString => $"Data Source={File}";

    public SqliteChains Open(TimeProvider? clock = null, Action<SqliteChainsOptions>? configure = null)
    {
        var options = new SqliteChainsOptions();
        configure?.Invoke(options);
        return SqliteChains.Open(ConnectionString, options, clock ?? TimeProvider.System, NullLogger<SqliteChains>.Instance);
    }

    /// <summary>A connection of the test's own, beside those that are tested.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 5000");
        return connection;
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        connection.Execute(sql);
    }

    public long Count(string from)
    {
        using var connection = Connect();
        return connection.ReadInt64($"SELECT count(*) FROM {from}");
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
