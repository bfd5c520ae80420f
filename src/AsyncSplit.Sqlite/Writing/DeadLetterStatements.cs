using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>The dead letters.</summary>
internal sealed class DeadLetterStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _add = new(
        connection,
        "INSERT INTO dead_letters (message_id, chain_id, sent_for, entry_point, kind, reason, parked_at, body, error) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        9);

    private readonly Statement _exists = new(connection, "SELECT 1 FROM dead_letters WHERE message_id = ?1", 1);

    private readonly Statement _take = new(connection, "DELETE FROM dead_letters WHERE seq = (SELECT min(seq) FROM dead_letters WHERE message_id = ?1) RETURNING sent_for", 1);

    /// <param name="letter">The dead letter.</param>
    /// <param name="chainId">The chain that its envelope was sent for; null where that is not known either.</param>
    public void Add(DeadLetter letter, string? chainId) => _add.Execute(
        letter.MessageId, letter.ChainId, chainId, letter.EntryPoint, (int)letter.Kind, letter.Reason, letter.ParkedAt.ToUnix(), letter.Body, letter.Error);

    public bool Exists(string messageId) => _exists.Number(messageId) is not null;

    /// <summary>Takes a dead letter out.</summary>
    /// <returns>Whether it was there.</returns>
    public bool TryTake(string messageId, out string? chainId)
    {
        using var row = _take.Query(messageId);
        var taken = row.Read();
        chainId = taken ? row.StringOrNull(0) : null;
        return taken;
    }

    public void Dispose()
    {
        _add.Dispose();
        _exists.Dispose();
        _take.Dispose();
    }
}
