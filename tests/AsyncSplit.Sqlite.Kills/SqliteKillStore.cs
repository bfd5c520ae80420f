using System.Data.Common;
using AsyncSplit.Hosting;
using AsyncSplit.Kills;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Kills;

/// <summary>A SQLite file.</summary>
public class SqliteKillStore(string file) : KillStore
{
    public override string ConnectionString => $"Data Source={file}";

    public override IReadOnlyList<string> EmptyTables { get; } =
        ["messages", "futures", "waits", "wait_futures", "remembered_futures", "signals", "listeners", "dead_letters"];

    public override void Use(AsyncSplitBuilder chains) => chains.UseSqlite(ConnectionString, static options => options.Durability = SqliteDurability.ProcessCrash);

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
