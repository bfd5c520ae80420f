using AsyncSplit.Sqlite;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <summary>SQLite, where a committed step outlives a loss of power.</summary>
public sealed class SqliteFullScenario : StoreScenario
{
    public override string Name => "sqlite-full";

    protected override string Durability => "SQLite with SqliteDurability.PowerLoss (synchronous=FULL)";

    private protected override BenchmarkStore Create() => new SqliteStore(SqliteDurability.PowerLoss);
}
