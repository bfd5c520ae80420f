using AsyncSplit.Sqlite.Owners;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>All statements of the connection that writes.</summary>
internal sealed class WriterStatements(SqliteConnection connection) : IDisposable
{
    /// <summary>Who takes what is sent.</summary>
    public FreePlaces Places { get; } = new();

    public MessageStatements Messages { get; } = new(connection);

    public ChainStatements Chains { get; } = new(connection);

    public FutureStatements Futures { get; } = new(connection);

    public SignalStatements Signals { get; } = new(connection);

    public DeadLetterStatements DeadLetters { get; } = new(connection);

    public OwnerStatements Owners { get; } = new(connection);

    public void Dispose()
    {
        Messages.Dispose();
        Chains.Dispose();
        Futures.Dispose();
        Signals.Dispose();
        DeadLetters.Dispose();
        Owners.Dispose();
    }
}
