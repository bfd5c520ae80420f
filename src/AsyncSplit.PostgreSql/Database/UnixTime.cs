namespace AsyncSplit.PostgreSql.Database;

/// <summary>
/// Times in the database: units of 100 ns since 1970, which lose nothing of a <see cref="DateTimeOffset"/> and which a person at a prompt reads with
/// <c>to_timestamp(due_at / 1e7)</c>.
/// </summary>
internal static class UnixTime
{
    public static long ToUnix(this DateTimeOffset time) => time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    public static DateTimeOffset FromUnix(long time) => new(time + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero);
}
