using System.Collections.Concurrent;
using System.Diagnostics;
using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using AsyncSplit.Sqlite.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AsyncSplit.Sqlite.Steps;

/// <summary>The transactions that handlers write in: one at a time in a process, since SQLite lets one connection write at a time.</summary>
/// <param name="file">The file.</param>
/// <param name="options">How to work with the file.</param>
/// <param name="queue">Where the writer sees that it is to let a step go first.</param>
internal sealed class StepTransactions(DatabaseFile file, SqliteChainsOptions options, StepQueue queue) : IDisposable
{
    // Takes the right to write and changes nothing.
    private const string TakeRightToWrite = "UPDATE owners SET pid = pid WHERE id = -1";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<Delivery, Task<OpenStep>> _open = new();
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>Begins the transaction of a step.</summary>
    public Task<OpenStep> BeginAsync(Delivery delivery)
    {
        Lease.Of(delivery);
        var begin = new TaskCompletionSource<OpenStep>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_open.TryAdd(delivery, begin.Task))
        {
            throw new InvalidOperationException("The step has a transaction already.");
        }

        _ = BeginAsync(begin);
        return begin.Task;
    }

    /// <summary>The transaction of a step, if there is one; from here on it is the caller's to end.</summary>
    public bool TryTake(Delivery delivery, out Task<OpenStep> step) => _open.TryRemove(delivery, out step!);

    /// <summary>The transaction is over; what is not committed is undone, and the next step may write.</summary>
    public void End(OpenStep step)
    {
        try
        {
            if (step.TryEnd())
            {
                _idle.Add(step.Connection);
            }
            else
            {
                step.Connection.Dispose();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Undoes what is open, and closes the connections.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        foreach (var delivery in _open.Keys)
        {
            if (TryTake(delivery, out var step) && step.IsCompletedSuccessfully)
            {
                End(step.Result);
            }
        }

        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private async Task BeginAsync(TaskCompletionSource<OpenStep> begin)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        SqliteConnection? connection = null;
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteChains));
            if (!_idle.TryTake(out connection))
            {
                connection = await Task.Run(() => file.OpenStep(options.Durability)).ConfigureAwait(false);
                raw.sqlite3_busy_timeout(connection.Handle, 0);
            }

            var transaction = connection.BeginTransaction(deferred: true);
            using (queue.Enter())
            {
                await TakeRightToWriteAsync(connection).ConfigureAwait(false);
            }

            begin.SetResult(new OpenStep(connection, transaction));
        }
        catch (Exception exception)
        {
            connection?.Dispose();
            _turn.Release();
            begin.SetException(exception);
        }
    }

    private async Task TakeRightToWriteAsync(SqliteConnection connection)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var result = raw.sqlite3_exec(connection.Handle, TakeRightToWrite);
            if (result == raw.SQLITE_OK)
            {
                return;
            }

            // The low byte is the code, whatever its extension says.
            if ((result & 0xFF) != raw.SQLITE_BUSY || Stopwatch.GetElapsedTime(started) >= options.BusyTimeout)
            {
                SqliteException.ThrowExceptionForRC(result, connection.Handle);
            }

            await Task.Delay(1).ConfigureAwait(false);
        }
    }
}
