using System.Diagnostics;
using AsyncSplit.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>Notices that another connection has written: SQLite keeps a number for that, which costs microseconds to read. Used by the writer's thread only.</summary>
internal sealed class ChangeWatch(SqliteConnection connection, TimeSpan interval) : IDisposable
{
    private readonly Statement _version = new(connection, "PRAGMA data_version");
    private long? _seen;
    private long _lookedAt;
    private TimeSpan _postponed;

    /// <summary>For how long <see cref="Look"/> would not look.</summary>
    public TimeSpan UntilNextLook()
    {
        var left = (_postponed > interval ? _postponed : interval) - Stopwatch.GetElapsedTime(_lookedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Looks, if it is time to. Not inside a transaction.</summary>
    /// <returns>Whether another connection has written since the last time.</returns>
    public bool Look()
    {
        if (UntilNextLook() > TimeSpan.Zero)
        {
            return false;
        }

        _lookedAt = Stopwatch.GetTimestamp();
        _postponed = default;
        var version = _version.Number()!.Value;
        var changed = _seen != version;
        _seen = version;
        return changed;
    }

    /// <summary>Does not look for a while.</summary>
    public void Postpone(TimeSpan delay)
    {
        _lookedAt = Stopwatch.GetTimestamp();
        _postponed = delay;
    }

    public void Dispose() => _version.Dispose();
}
