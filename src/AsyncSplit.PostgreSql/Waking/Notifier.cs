using System.Text;
using AsyncSplit.PostgreSql.Database;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AsyncSplit.PostgreSql.Waking;

/// <summary>
/// Tells other processes what has been written, after it is committed and on a connection of its own: a transaction with NOTIFY holds up all others that have one while it is being flushed. What has gathered in
/// the meantime goes out together. A message that is lost with the process is made up for by those who look.
/// </summary>
internal sealed class Notifier : IAsyncDisposable
{
    /// <summary>Envelopes are in the queue.</summary>
    public const string QueuedPayload = "q";

    /// <summary>What precedes the ids of chains that have ended.</summary>
    public const char EndedMark = 'e';

    // A payload has less than 8000 bytes.
    private const int MaxPayloadBytes = 7000;

    // Who is told that there is something looks until there is nothing: no need to tell it a thousand times a second.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    private readonly ChainsDatabase _database;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly Task _running;
    private List<string> _ended = [];
    private bool _queued;
    private bool _isSignalled;
    private bool _closed;

    public Notifier(ChainsDatabase database, ILogger logger)
    {
        _database = database;
        _logger = logger;
        _running = Task.Run(RunAsync);
    }

    /// <summary>The connection that tells: what comes from it is not news here.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Envelopes are in the queue that this process has no place for.</summary>
    public void Queued()
    {
        lock (_lock)
        {
            _queued = true;
            Signal();
        }
    }

    /// <summary>A chain has ended or was parked.</summary>
    public void Ended(string chainId)
    {
        lock (_lock)
        {
            _ended.Add(chainId);
            Signal();
        }
    }

    /// <summary>Tells what is left to tell.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _closed = true;
            Signal();
        }

        await _running.ConfigureAwait(false);
    }

    private void Signal()
    {
        if (!_isSignalled)
        {
            _isSignalled = true;
            _signal.Release();
        }
    }

    private async Task RunAsync()
    {
        NpgsqlConnection? connection = null;
        while (true)
        {
            await _signal.WaitAsync().ConfigureAwait(false);
            var (payloads, closed) = Take();
            try
            {
                if (payloads.Count > 0)
                {
                    connection ??= await OpenAsync().ConfigureAwait(false);
                    await SendAsync(connection, payloads).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                _logger.NotifyFailed(exception);
                await CloseAsync(connection).ConfigureAwait(false);
                connection = null;
            }

            if (closed)
            {
                await CloseAsync(connection).ConfigureAwait(false);
                return;
            }

            await Task.Delay(s_pause).ConfigureAwait(false);
        }
    }

    private (List<string> Payloads, bool Closed) Take()
    {
        lock (_lock)
        {
            var payloads = new List<string>();
            if (_queued)
            {
                payloads.Add(QueuedPayload);
            }

            AddEnded(payloads, _ended);
            _ended = [];
            _queued = false;
            _isSignalled = false;
            return (payloads, _closed);
        }
    }

    private static void AddEnded(List<string> payloads, List<string> ended)
    {
        var payload = new StringBuilder();
        foreach (var chainId in ended)
        {
            if (payload.Length + (3 * chainId.Length) > MaxPayloadBytes && payload.Length > 0)
            {
                payloads.Add(payload.ToString());
                payload.Clear();
            }

            payload.Append(payload.Length == 0 ? EndedMark : '\n').Append(ChainsDatabase.Clean(chainId));
        }

        if (payload.Length is > 0 and <= MaxPayloadBytes)
        {
            payloads.Add(payload.ToString());
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = await _database.Source.OpenConnectionAsync().ConfigureAwait(false);
        ProcessId = connection.ProcessID;

        // What is told need not outlive a crash: whoever would hear it is gone then, or looks. A flush for it would hold up those of the writers.
        using var relax = new NpgsqlCommand("SET synchronous_commit = off", connection);
        await relax.ExecuteNonQueryAsync().ConfigureAwait(false);
        return connection;
    }

    private async Task SendAsync(NpgsqlConnection connection, List<string> payloads)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            foreach (var payload in payloads)
            {
                var command = new NpgsqlBatchCommand("SELECT pg_notify($1, $2)");
                command.Parameters.Add(new NpgsqlParameter { Value = _database.Channel });
                command.Parameters.Add(new NpgsqlParameter { Value = payload });
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private static async Task CloseAsync(NpgsqlConnection? connection)
    {
        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
