namespace AsyncSplit.Sqlite.Database;

/// <summary>
/// Times in the file: units of 100 ns since 1970, which lose nothing of a <see cref="DateTimeOffset"/> and which a person at a SQLite prompt reads with
/// <c>datetime(due_at / 10000000, 'unixepoch')</c>.
/// </summary>
internal static class UnixTime
{
    public static long ToUnix(this DateTimeOffset time) => time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    public static DateTimeOffset FromUnix(long time) => new(time + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero);
}
