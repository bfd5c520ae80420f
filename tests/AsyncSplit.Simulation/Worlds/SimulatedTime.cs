namespace AsyncSplit.Simulation.Worlds;

/// <summary>The clock of one process: the world's, and how far it is off.</summary>
internal sealed class SimulatedTime(WorldTime world) : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public TimeSpan Skew { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => world.Now + Skew;

    public override long GetTimestamp() => world.Now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}
