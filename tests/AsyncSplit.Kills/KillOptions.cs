namespace AsyncSplit.Kills;

/// <summary>How much is run and killed.</summary>
public sealed record KillOptions
{
    public int Chains { get; init; } = 2000;

    public int Kills { get; init; } = 20;

    public int Workers { get; init; } = 3;

    /// <summary>How many steps a worker runs at a time; 0 for as many as usual.</summary>
    public int Steps { get; init; }

    /// <summary>For how many milliseconds a callee works before it records its effect: what several workers can share.</summary>
    public int Work { get; init; }

    public int Seed { get; init; } = Environment.TickCount;

    /// <summary>For how long nothing may go on, before the run is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
