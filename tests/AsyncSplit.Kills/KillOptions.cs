namespace AsyncSplit.Kills;

/// <summary>How much is run and killed.</summary>
public sealed record KillOptions
{
    public int Chains { get; init; } = 2000;

    public int Kills { get; init; } = 20;

    public int Workers { get; init; } = 3;

    public int Seed { get; init; } = Environment.TickCount;

    /// <summary>For how long nothing may go on, before the run is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
