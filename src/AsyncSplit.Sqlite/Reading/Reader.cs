using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Reading;

/// <summary>The thread that reads, beside the one that writes: with a write-ahead log neither waits for the other, and no thread of the pool waits for the disk.</summary>
internal sealed class Reader
{
    private readonly WorkQueue<ReadWork> _queue = new();
    private readonly SqliteConnection _connection;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="connection">A connection for reading. The reader closes it.</param>
    public Reader(SqliteConnection connection)
    {
        _connection = connection;
        new Thread(Run) { Name = "AsyncSplit SQLite reader", IsBackground = true }.Start();
    }

    /// <summary>Ends when the connection is closed.</summary>
    public Task Stopped => _stopped.Task;

    /// <exception cref="ObjectDisposedException">The reader has been stopped.</exception>
    public Task<T> RunAsync<T>(Func<ReadStatements, T> read, CancellationToken cancellationToken)
    {
        var work = new ReadWork<T>(read, cancellationToken);
        _queue.Add(work);
        return work.Task;
    }

    /// <summary>Finishes what has been asked for, and closes the connection.</summary>
    public void Stop() => _queue.Close();

    private void Run()
    {
        try
        {
            using (_connection)
            {
                using var statements = new ReadStatements(_connection);
                var work = new List<ReadWork>();
                while (_queue.Take(work, int.MaxValue, Timeout.InfiniteTimeSpan))
                {
                    work.ForEach(item => item.Run(statements));
                    work.Clear();
                }
            }

            _stopped.TrySetResult();
        }
        catch (Exception exception)
        {
            _stopped.TrySetException(exception);
        }
    }
}
