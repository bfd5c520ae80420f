using System.Data.Common;
using System.Globalization;
using AsyncSplit.Benchmarks.Stores;
using AsyncSplit.Hosting;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <summary>A database of the benchmark's own, with the engine's tables, which goes with it.</summary>
internal abstract class BenchmarkStore : IAsyncDisposable
{
    /// <summary>The engine's tables that chains have rows in.</summary>
    public static IReadOnlyList<string> Tables { get; } = ["chains", "messages", "steps", "futures", "waits", "wait_futures", "signals", "listeners", "dead_letters"];

    /// <summary>Keeps chains in it.</summary>
    public abstract void Use(AsyncSplitBuilder chains);

    /// <summary>Has the engine make its tables.</summary>
    public abstract Task CreateAsync();

    /// <summary>A connection of one's own. Names without a schema mean the engine's tables.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    /// <summary>A loop by hand over its tables.</summary>
    public abstract HandWrittenLoop Loop(DbConnection connection, int batchSize);

    /// <summary>How many bytes it takes on the disk, with what has not been tidied up yet.</summary>
    public abstract Task<long> SizeAsync();

    /// <summary>Does now what the database does by itself in the end: what the deleted rows leave behind can be used again.</summary>
    public abstract Task TidyAsync();

    /// <summary>Some of the chains' timers are due now.</summary>
    public Task HurryAsync(int count) => ExecuteAsync(
        $"UPDATE messages SET due_at = 0, available_at = 0 WHERE id IN (SELECT id FROM messages WHERE target LIKE 'Approvals.%' ORDER BY id DESC LIMIT {count})");

    public abstract ValueTask DisposeAsync();

    /// <summary>A host over it.</summary>
    public ChainHost Host(int concurrency, int keptTokens = 0) => new(Use, concurrency, keptTokens);

    /// <summary>A number.</summary>
    public async Task<long> ReadAsync(string sql) => Convert.ToInt64(await ExecuteAsync(sql).ConfigureAwait(false), CultureInfo.InvariantCulture);

    /// <summary>Executes a statement.</summary>
    /// <returns>The first column of its first row, if it has any.</returns>
    public async Task<object?> ExecuteAsync(string sql)
    {
        var connection = await ConnectAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = sql;
                return await command.ExecuteScalarAsync().ConfigureAwait(false);
            }
        }
    }
}
