using AsyncSplit.Messaging;
using AsyncSplit.Simulation.Worlds;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Tests.Fixtures;

/// <summary>A SQLite file whose clock is a simulated world's.</summary>
internal sealed class SqliteWorldStore : DatabaseWorldStore, IDisposable
{
    private static readonly string[] s_tables = ["messages", "futures", "waits", "wait_futures", "remembered_futures", "signals", "listeners", "dead_letters"];

    private readonly TempDatabase _database = new();
    private readonly SqliteChains _chains;
    private readonly SqliteConnection _connection;

    public SqliteWorldStore()
    {
        _chains = _database.Open(new SimulatedTime(Time), static options => options.Durability = SqliteDurability.ProcessCrash);
        _connection = _database.Connect();
    }

    public override IChainCommitter Committer => _chains;

    public override IChainStore Store => _chains;

    protected override IChainTransport Transport => _chains;

    // What a step sends is leased with its commit to the place that the step has left.
    protected override bool HasLeases => _connection.ReadInt64("SELECT count(*) FROM messages WHERE owner IS NOT NULL") > 0;

    public override DateTimeOffset? NextDueAt()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT min(available_at) FROM messages WHERE owner IS NULL";
        return command.ExecuteScalar() is long due ? UnixTime.FromUnix(due) : null;
    }

    public override string Describe() => string.Join(", ", s_tables.Select(table => (Table: table, Count: _connection.ReadInt64($"SELECT count(*) FROM {table}"))).Where(static found => found.Count > 0));

    public void Dispose()
    {
        _connection.Dispose();
        _chains.Dispose();
        _database.Dispose();
    }
}
