using AsyncSplit.PostgreSql.Kills;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <summary>PostgreSQL, on a server of the benchmark's own that flushes each commit.</summary>
public sealed class PostgreSqlScenario : StoreScenario
{
    private PostgresServer? _server;

    public override string Name => "postgresql";

    public override bool IsLong => true;

    protected override string Durability => "PostgreSQL with fsync=on, synchronous_commit=on";

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        if (PostgresServer.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        _server = await PostgresServer.StartAsync("-c fsync=on -c synchronous_commit=on").ConfigureAwait(false);
        await base.SetUpAsync(isQuick).ConfigureAwait(false);
    }

    public override ValueTask DisposeAsync()
    {
        _server?.Stop();
        return base.DisposeAsync();
    }

    private protected override BenchmarkStore Create() => new PostgreSqlStore(_server!);
}
