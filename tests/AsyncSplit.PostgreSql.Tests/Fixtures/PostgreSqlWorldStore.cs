using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;
using AsyncSplit.Simulation.Worlds;
using Npgsql;

namespace AsyncSplit.PostgreSql.Tests.Fixtures;

/// <summary>A PostgreSQL schema whose clock is a simulated world's.</summary>
internal sealed class PostgreSqlWorldStore : DatabaseWorldStore, IAsyncDisposable
{
    private static readonly string[] s_tables = ["messages", "futures", "waits", "wait_futures", "signals", "listeners", "dead_letters"];

    private readonly TempSchema _schema;
    private readonly PostgreSqlChains _chains;
    private readonly NpgsqlConnection _connection;

    private PostgreSqlWorldStore(TempSchema schema)
    {
        _schema = schema;
        _chains = schema.Open(new SimulatedTime(Time), static options => options.PollInterval = TimeSpan.FromMilliseconds(50));
        _connection = new NpgsqlConnection(schema.ConnectionString);
        _connection.Open();
    }

    public override IChainCommitter Committer => _chains;

    public override IChainStore Store => _chains;

    protected override IChainTransport Transport => _chains;

    public static async Task<PostgreSqlWorldStore> OpenAsync() => new(await TempSchema.CreateAsync());

    // What a step sends is leased with its commit to the place that the step has left.
    protected override bool HasLeases => Read("SELECT count(*) FROM messages WHERE owner IS NOT NULL") > 0;

    public override DateTimeOffset? NextDueAt() => Read("SELECT min(available_at) FROM messages WHERE owner IS NULL") is { } due ? UnixTime.FromUnix(due) : null;

    public override string Describe() => string.Join(", ", s_tables.Select(table => (Table: table, Count: Read($"SELECT count(*) FROM {table}"))).Where(static found => found.Count > 0));

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _chains.DisposeAsync();
        await _schema.DisposeAsync();
    }

    private long? Read(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        return command.ExecuteScalar() as long?;
    }
}
