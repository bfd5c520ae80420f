using System.Diagnostics;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>The transactions of the connection that writes: one at a time, where need be with a savepoint for each piece of work.</summary>
internal sealed class WriteTransaction : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteDurability _durability;
    private readonly TimeSpan _busyTimeout;
    private readonly Statement _savepoint;
    private readonly Statement _release;
    private readonly Statement _undo;
    private bool? _isDurable;

    public WriteTransaction(SqliteConnection connection, SqliteDurability durability, TimeSpan busyTimeout)
    {
        _connection = connection;
        _durability = durability;
        _busyTimeout = busyTimeout;
        _savepoint = new Statement(connection, "SAVEPOINT work");
        _release = new Statement(connection, "RELEASE work");
        _undo = new Statement(connection, "ROLLBACK TO work");

        // Waiting for other processes is Begin's business: SQLite's own waits grow up to 100 ms, in which a busy neighbour takes the lock again and again.
        raw.sqlite3_busy_timeout(connection.Handle, 0);
    }

    /// <summary>Whether a transaction is open. SQLite ends one by itself when the disk is full or fails.</summary>
    public bool IsOpen => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>A number that grows with each row that is changed.</summary>
    public int Changes => raw.sqlite3_total_changes(_connection.Handle);

    /// <summary>Takes the right to write, and waits for it if need be. What an earlier failure has left open is undone.</summary>
    /// <exception cref="SqliteException">Other processes have not let go of it for the whole time-out, or the file cannot be written.</exception>
    public void Begin(bool durable)
    {
        Rollback();
        UseDurability(durable && _durability == SqliteDurability.PowerLoss);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var result = raw.sqlite3_exec(_connection.Handle, "BEGIN IMMEDIATE");
            if (result == raw.SQLITE_OK)
            {
                return;
            }

            // The low byte is the code, whatever its extension says.
            if ((result & 0xFF) != raw.SQLITE_BUSY || Stopwatch.GetElapsedTime(started) >= _busyTimeout)
            {
                SqliteException.ThrowExceptionForRC(result, _connection.Handle);
            }

            Thread.Sleep(1);
        }
    }

    /// <summary>Runs one piece of work, whose failure leaves the others as they are.</summary>
    public bool Run(Func<bool> work)
    {
        _savepoint.Execute();
        var kept = false;
        try
        {
            kept = work();
        }
        finally
        {
            if (IsOpen)
            {
                if (!kept)
                {
                    _undo.Execute();
                }

                _release.Execute();
            }
        }

        return kept;
    }

    public void Commit() => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, "COMMIT"), _connection.Handle);

    /// <summary>Undoes what is open, if anything still is.</summary>
    public void Rollback()
    {
        if (IsOpen)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, "ROLLBACK"), _connection.Handle);
        }
    }

    public void Dispose()
    {
        _savepoint.Dispose();
        _release.Dispose();
        _undo.Dispose();
    }

    // A flush that a durable transaction makes covers all that was written before it without one.
    private void UseDurability(bool durable)
    {
        if (_isDurable != durable)
        {
            _connection.Execute(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            _isDurable = durable;
        }
    }
}
