using System.Data.Common;
using AsyncSplit.Hosting;
using AsyncSplit.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <summary>A file in a directory of its own.</summary>
internal sealed class SqliteStore(SqliteDurability durability) : BenchmarkStore
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("asyncsplit-benchmarks-");

    private string ConnectionString => $"Data Source={Path.Combine(_directory.FullName, "chains.db")}";

    public override void Use(AsyncSplitBuilder chains) => chains.UseSqlite(ConnectionString, options => options.Durability = durability);

    public override async Task CreateAsync()
    {
        var chains = SqliteChains.Open(ConnectionString, new SqliteChainsOptions(), TimeProvider.System, NullLogger<SqliteChains>.Instance);
        await chains.DisposeAsync().ConfigureAwait(false);
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync().ConfigureAwait(false);
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA cache_size = -65536; PRAGMA synchronous = {(durability == SqliteDurability.PowerLoss ? "FULL" : "NORMAL")}";
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        return connection;
    }

    public override HandWrittenLoop Loop(DbConnection connection, int batchSize) => new SqliteLoop((SqliteConnection)connection, batchSize);

    public override async Task<long> SizeAsync()
    {
        await ReadAsync("PRAGMA wal_checkpoint(TRUNCATE)").ConfigureAwait(false);
        return _directory.EnumerateFiles().Sum(static file => file.Length);
    }

    public override Task TidyAsync() => Task.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
