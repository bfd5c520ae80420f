using System.Globalization;
using AsyncSplit.Benchmarks.Compare.Stores;

namespace AsyncSplit.Benchmarks.Scale;

/// <summary>
/// Many waiting chains out of few: each chain that the engine has started is copied, row by row, with an id of its own in the place of the chain's, in the columns as in the envelopes. Everything else that
/// PostgreSQL knows a row by is unique within its chain only.
/// </summary>
internal static class PostgreSqlCopies
{
    // Beside the chain's id, and a body that holds it. What the database numbers by itself is left out.
    private static readonly (string Table, string Id, string Columns, string? Body)[] s_tables =
    [
        ("chains", "id", "handler, status, cancellation, dead_letters, started_at, completed_at, result, error, parked_reason", null),
        ("messages", "chain_id", "id, due_at, available_at, owner, attempts, outlives_cancellation, target", "body"),
        ("steps", "chain_id", "message_id, entry_point, outcome, next, attempt, created_at, due_at, started_at, active, envelope_bytes, sent_bytes, captured", null),
        ("waits", "chain_id", "id, needed, due_at, hole, outlives_cancellation, envelope_outlives_cancellation, target, future_ids, timers", "body"),
        ("wait_futures", "chain_id", "future_id, wait_id", null),
    ];

    /// <param name="store">The database, with the engine's chains.</param>
    /// <param name="times">How many chains there are to be of each of them.</param>
    public static async Task MakeAsync(BenchmarkStore store, int times)
    {
        await store.ExecuteAsync("CREATE TABLE originals AS SELECT id FROM chains").ConfigureAwait(false);
        foreach (var (table, id, columns, body) in s_tables)
        {
            var copy = $"substr({id}, 1, 12) || substr(md5({id} || n), 1, 20)";
            var (bodyColumn, copiedBody) = body is null ? ("", "") : ($", {body}", $", convert_to(replace(convert_from({body}, 'UTF8'), {id}, {copy}), 'UTF8')");
            await store.ExecuteAsync($"INSERT INTO {table} ({id}, {columns}{bodyColumn}) SELECT {copy}, {columns}{copiedBody} FROM {table}, generate_series(2, {times}) AS s (n)").ConfigureAwait(false);
        }
    }

    /// <summary>The copies of a handler's chains have as many rows in each table as the engine's have, and the same to read in them, but for their ids and times: as many characters.</summary>
    public static async Task CheckAsync(BenchmarkStore store)
    {
        foreach (var (table, id, columns, body) in s_tables)
        {
            var row = string.Join(", ", $"{id}, {columns}{(body is null ? "" : $", {body}")}".Split(", ").Select(static column => $"t.{column}"));
            var chains = table == "chains" ? "" : $"JOIN chains c ON c.id = t.{id}";
            var sizes = $"SELECT handler, count(*) AS rows, sum(octet_length(row({row})::text)) AS bytes FROM {table} t {chains} WHERE {{0}} t.{id} IN (SELECT id FROM originals) GROUP BY t.{id}, handler";
            var kinds = $"SELECT handler, rows, min(bytes), max(bytes) FROM ({sizes}) s GROUP BY handler, rows";
            var (ours, copies) = (string.Format(CultureInfo.InvariantCulture, kinds, ""), string.Format(CultureInfo.InvariantCulture, kinds, "NOT"));
            if (await store.ExecuteAsync($"SELECT string_agg(d::text, ' ') FROM (({ours} EXCEPT {copies}) UNION ALL ({copies} EXCEPT {ours})) d").ConfigureAwait(false) is string differing)
            {
                throw new InvalidOperationException($"In {table}, the copies are not like the engine's own chains (handler, rows, least and most bytes): {differing}");
            }
        }

        await store.ExecuteAsync("DROP TABLE originals").ConfigureAwait(false);
    }
}
