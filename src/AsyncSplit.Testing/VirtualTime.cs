namespace AsyncSplit.Testing;

/// <summary>A clock that stands still until it is told to go on. Durations of steps are measured by the real one.</summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => _now;

    public void AdvanceTo(DateTimeOffset time) => _now = time > _now ? time : _now;
}
