using AsyncSplit.PostgreSql.Kills;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace AsyncSplit.PostgreSql.Tests.Fixtures;

/// <summary>A schema of its own for one test, which goes with it.</summary>
internal sealed class TempSchema(PostgresServer server) : IAsyncDisposable
{
    public PostgresServer Server => server;

    public string Name { get; } = $"test_{Guid.NewGuid():N}";

    /// <summary>Statements that name no schema mean this one.</summary>
    public string ConnectionString => $"{server.ConnectionString};Search Path={Name}";

    public static async Task<TempSchema> CreateAsync() => new(await PostgresServer.Shared);

    public PostgreSqlChains Open(TimeProvider? clock = null, Action<PostgreSqlChainsOptions>? configure = null, ILoggerProvider? log = null)
    {
        var options = new PostgreSqlChainsOptions { Schema = Name };
        configure?.Invoke(options);
        ILogger<PostgreSqlChains> logger = log is null ? NullLogger<PostgreSqlChains>.Instance : new LoggerFactory([log]).CreateLogger<PostgreSqlChains>();
        return PostgreSqlChains.Open(ConnectionString, options, clock ?? TimeProvider.System, logger);
    }

    /// <summary>Executes a statement on a connection of the test's own; <c>@</c> stands for the schema.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql.Replace("@", $"\"{Name}\"", StringComparison.Ordinal), connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql.Replace("@", $"\"{Name}\"", StringComparison.Ordinal), connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<long> CountAsync(string from) => ReadAsync<long>($"SELECT count(*) FROM {from}");

    public async ValueTask DisposeAsync() => await ExecuteAsync("DROP SCHEMA IF EXISTS @ CASCADE");
}
