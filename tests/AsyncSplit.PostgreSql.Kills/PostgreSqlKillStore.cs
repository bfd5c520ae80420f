using System.Data.Common;
using AsyncSplit.Hosting;
using AsyncSplit.Kills;
using Npgsql;

namespace AsyncSplit.PostgreSql.Kills;

/// <summary>A schema of a PostgreSQL database.</summary>
/// <param name="connectionString">Its search path is the schema.</param>
public class PostgreSqlKillStore(string connectionString) : KillStore
{
    // Who is killed keeps what it has leased for so long.
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(2);

    public override string ConnectionString => connectionString;

    public override IReadOnlyList<string> EmptyTables { get; } = ["messages", "futures", "waits", "wait_futures", "signals", "listeners", "dead_letters"];

    public override void Use(AsyncSplitBuilder chains) => chains.UsePostgreSql(ConnectionString, options =>
    {
        options.Schema = new NpgsqlConnectionStringBuilder(ConnectionString).SearchPath!;
        options.LeaseDuration = s_lease;
    });

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
