using AsyncSplit.Sqlite;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <summary>SQLite, where a committed step outlives the end of the process.</summary>
public sealed class SqliteScenario : StoreScenario
{
    public override string Name => "sqlite";

    protected override string Durability => "SQLite with SqliteDurability.ProcessCrash (synchronous=NORMAL)";

    private protected override BenchmarkStore Create() => new SqliteStore(SqliteDurability.ProcessCrash);
}
