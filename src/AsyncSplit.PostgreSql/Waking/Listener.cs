using AsyncSplit.PostgreSql.Database;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AsyncSplit.PostgreSql.Waking;

/// <summary>Hears what other processes have written, and looks now and then for what it may not have heard. It begins when someone first waits for something.</summary>
internal sealed class Listener(
    ChainsDatabase database, TimeSpan pollInterval, Func<int> ownProcessId, Action queued, Action<string> ended, Func<CancellationToken, Task> lookAsync, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private Task? _running;

    /// <summary>Begins to listen, unless it has begun.</summary>
    public void Start()
    {
        if (_running is null)
        {
            lock (_lock)
            {
                _running ??= Task.Run(RunAsync);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_running is { } running)
        {
            await running.ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        var delay = s_firstDelay;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var connection = await database.OpenAsync(_stopping.Token).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    await ListenAsync(connection, () => delay = s_firstDelay).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.ListenFailed(exception, database.Name, delay);
                await Task.Delay(delay, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                delay = delay + delay < s_longestDelay ? delay + delay : s_longestDelay;
            }
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, Action connected)
    {
        connection.Notification += (_, notification) => Hear(notification);
        using (var command = new NpgsqlCommand($"LISTEN {ChainsDatabase.Quote(database.Channel)}", connection))
        {
            await command.ExecuteNonQueryAsync(_stopping.Token).ConfigureAwait(false);
        }

        connected();
        while (true)
        {
            // At first too: what was written before is not told any more.
            queued();
            await lookAsync(_stopping.Token).ConfigureAwait(false);
            var looked = Environment.TickCount64;
            for (var left = pollInterval; left > TimeSpan.Zero; left = pollInterval - TimeSpan.FromMilliseconds(Environment.TickCount64 - looked))
            {
                await connection.WaitAsync(left, _stopping.Token).ConfigureAwait(false);
            }
        }
    }

    private void Hear(NpgsqlNotificationEventArgs notification)
    {
        if (notification.PID == ownProcessId())
        {
            return;
        }

        if (notification.Payload == Notifier.QueuedPayload)
        {
            queued();
        }
        else if (notification.Payload.StartsWith(Notifier.EndedMark))
        {
            foreach (var chainId in notification.Payload[1..].Split('\n'))
            {
                ended(chainId);
            }
        }
    }
}
