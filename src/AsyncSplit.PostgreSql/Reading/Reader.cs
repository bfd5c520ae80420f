using System.Diagnostics;
using AsyncSplit.PostgreSql.Database;
using Npgsql;

namespace AsyncSplit.PostgreSql.Reading;

/// <summary>Reads, on a connection of the pool. When the connection is lost it reads again: nothing has happened.</summary>
internal sealed class Reader(ChainsDatabase database, TimeSpan retryTimeout)
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(1);

    /// <summary>Reads all rows.</summary>
    public async Task<List<T>> ReadAsync<T>(Func<NpgsqlCommand> statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var delay = s_firstDelay;
        while (true)
        {
            try
            {
                return await TryReadAsync(statement, read, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (Faults.Pass(exception) && !cancellationToken.IsCancellationRequested && Stopwatch.GetElapsedTime(started) < retryTimeout)
            {
                await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
                delay = delay + delay < s_longestDelay ? delay + delay : s_longestDelay;
            }
        }
    }

    private async Task<List<T>> TryReadAsync<T>(Func<NpgsqlCommand> statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            using var command = statement();
            command.Connection = connection;
            var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                var list = new List<T>();
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    list.Add(read(rows));
                }

                return list;
            }
        }
    }
}
