using System.Data.Common;
using AsyncSplit.Hosting;
using AsyncSplit.PostgreSql;
using AsyncSplit.PostgreSql.Kills;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <summary>A schema of its own.</summary>
internal sealed class PostgreSqlStore(PostgresServer server) : BenchmarkStore
{
    private readonly string _schema = $"benchmark_{Guid.NewGuid():N}";

    private string ConnectionString => $"{server.ConnectionString};Search Path={_schema};Command Timeout=600";

    public override void Use(AsyncSplitBuilder chains) => chains.UsePostgreSql(ConnectionString, options => options.Schema = _schema);

    public override async Task CreateAsync()
    {
        var chains = PostgreSqlChains.Open(ConnectionString, new PostgreSqlChainsOptions { Schema = _schema }, TimeProvider.System, NullLogger<PostgreSqlChains>.Instance);
        await chains.DisposeAsync().ConfigureAwait(false);
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync().ConfigureAwait(false);
        return connection;
    }

    public override HandWrittenLoop Loop(DbConnection connection, int batchSize) => new PostgreSqlLoop((NpgsqlConnection)connection, batchSize);

    public override Task<long> SizeAsync() =>
        ReadAsync($"SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '{_schema}' AND c.relkind = 'r'");

    public override Task TidyAsync() => ExecuteAsync("VACUUM ANALYZE");

    public override async ValueTask DisposeAsync()
    {
        var connection = await ConnectAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            using var command = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {_schema} CASCADE", (NpgsqlConnection)connection);
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }
}
