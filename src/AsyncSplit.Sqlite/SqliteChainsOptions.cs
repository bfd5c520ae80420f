namespace AsyncSplit.Sqlite;

/// <summary>How a process works with its file.</summary>
public sealed class SqliteChainsOptions
{
    /// <summary>What a committed step outlives.</summary>
    public SqliteDurability Durability { get; set; } = SqliteDurability.PowerLoss;

    /// <summary>
    /// For how long a delivery belongs to a process that no longer renews it. It matters for processes of other machines and containers only:
    /// a process of this machine that has died is noticed at once.
    /// </summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often to look whether another process has written. What this process writes itself needs no looking.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a commit waits for other processes that write, before it fails.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest envelope that is accepted, in bytes. SQLite itself takes a billion; every step writes and reads its envelope as a whole.</summary>
    public int MaxEnvelopeBytes { get; set; } = 16 * 1024 * 1024;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LeaseDuration, TimeSpan.Zero, nameof(LeaseDuration));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LeaseDuration, TimeSpan.FromDays(1), nameof(LeaseDuration));
        ArgumentOutOfRangeException.ThrowIfLessThan(PollInterval, TimeSpan.FromMilliseconds(1), nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PollInterval, TimeSpan.FromMinutes(1), nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfLessThan(BusyTimeout, TimeSpan.Zero, nameof(BusyTimeout));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxEnvelopeBytes, nameof(MaxEnvelopeBytes));
    }
}
