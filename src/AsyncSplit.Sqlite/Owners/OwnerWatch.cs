using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Sqlite.Owners;

/// <summary>This process as an owner of leases, and those that have ended without giving theirs back. Used by the writer's thread only.</summary>
internal sealed class OwnerWatch(OwnerStatements owners, ILogger logger)
{
    // A process that dies while another one runs: for so long its envelopes wait at most.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    private readonly List<(long Id, ProcessIdentity Process)> _ended = [];
    private long? _id;
    private long _lookedAt;

    /// <summary>The number under which this process leases; null before it has.</summary>
    public long? Id => _id;

    /// <summary>Looks, from time to time, which other owners have ended.</summary>
    /// <returns>Whether there is something to write: <see cref="Write"/>.</returns>
    public bool Look()
    {
        if (_id is not null && Stopwatch.GetElapsedTime(_lookedAt) < s_interval)
        {
            return _ended.Count > 0;
        }

        _lookedAt = Stopwatch.GetTimestamp();
        _ended.Clear();
        _ended.AddRange(owners.Others(_id ?? 0).Where(static owner => owner.Process.HasEnded()));
        return _id is null || _ended.Count > 0;
    }

    /// <summary>Registers this process and gives back what those that have ended had leased. Inside a transaction.</summary>
    public void Write(DateTimeOffset now)
    {
        _id ??= owners.Register(ProcessIdentity.Current, now);
        foreach (var (id, process) in _ended)
        {
            var released = owners.Remove(id);
            if (released > 0)
            {
                logger.TakenOver(process.Pid, released);
            }
        }

        _ended.Clear();
    }

    /// <summary>The transaction was not committed: what <see cref="Write"/> did is undone.</summary>
    public void Undo(long? id)
    {
        _id = id;
        _lookedAt = 0;
    }

    /// <summary>Gives back all that this process has leased. Inside a transaction.</summary>
    public void Leave()
    {
        if (_id is { } id)
        {
            owners.Remove(id);
            _id = null;
        }
    }
}
