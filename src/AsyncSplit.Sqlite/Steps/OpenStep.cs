using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AsyncSplit.Sqlite.Steps;

/// <summary>The transaction of one step, from the first write of its handler to the step's commit. It has the right to write: nobody else has meanwhile.</summary>
internal sealed class OpenStep(SqliteConnection connection, SqliteTransaction transaction)
{
    public SqliteConnection Connection => connection;

    public StepTransaction Transaction { get; } = new(connection, transaction);

    /// <summary>Commits what the handler has written, with the step.</summary>
    /// <returns>False when the step is superseded: then nothing is committed.</returns>
    /// <exception cref="InvalidOperationException">The handler has ended the transaction itself.</exception>
    public bool Commit(WriteWork work, DateTimeOffset now)
    {
        if (transaction.Connection is null || raw.sqlite3_get_autocommit(connection.Handle) != 0)
        {
            throw new InvalidOperationException("The step's transaction was committed, rolled back or disposed of by the handler, or by SQLite after a fault. It ends with the step: leave that to AsyncSplit.");
        }

        // Statements made now belong to the transaction.
        using var statements = new WriterStatements(connection);
        var kept = work.Execute(statements, now);
        if (kept)
        {
            transaction.Commit();
        }
        else
        {
            transaction.Rollback();
        }

        return kept;
    }

    /// <summary>Undoes what is not committed.</summary>
    /// <returns>Whether the connection is as it was.</returns>
    public bool TryEnd()
    {
        try
        {
            transaction.Dispose();
            return raw.sqlite3_get_autocommit(connection.Handle) != 0;
        }
        catch (Exception exception) when (exception is SqliteException or InvalidOperationException or ObjectDisposedException)
        {
            return false;
        }
    }
}
