using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Owners;

/// <summary>The table of the processes that lease envelopes.</summary>
internal sealed class OwnerStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _register = new(connection, "INSERT INTO owners (machine, pid, started, opened_at) VALUES (?1, ?2, ?3, ?4) RETURNING id", 4);
    private readonly Statement _others = new(connection, "SELECT id, machine, pid, started FROM owners WHERE id <> ?1", 1);
    private readonly Statement _release = new(connection, "UPDATE messages SET owner = NULL, available_at = due_at WHERE owner = ?1", 1);
    private readonly Statement _remove = new(connection, "DELETE FROM owners WHERE id = ?1", 1);

    /// <returns>The owner's number.</returns>
    public long Register(ProcessIdentity process, DateTimeOffset now) => _register.Number(process.Machine, process.Pid, process.Started, now.ToUnix())!.Value;

    /// <summary>All owners but one.</summary>
    public List<(long Id, ProcessIdentity Process)> Others(long owner)
    {
        using var rows = _others.Query(owner);
        var others = new List<(long, ProcessIdentity)>();
        while (rows.Read())
        {
            others.Add((rows.GetInt64(0), new ProcessIdentity(rows.GetString(1), rows.GetInt32(2), rows.GetString(3))));
        }

        return others;
    }

    /// <summary>Gives back everything that an owner has leased, and forgets the owner.</summary>
    /// <returns>How many envelopes were given back.</returns>
    public int Remove(long owner)
    {
        var released = _release.Execute(owner);
        _remove.Execute(owner);
        return released;
    }

    public void Dispose()
    {
        _register.Dispose();
        _others.Dispose();
        _release.Dispose();
        _remove.Dispose();
    }
}
