namespace AsyncSplit.Hosting;

/// <summary>For how long a step may go on in place, instead of sending an envelope to the same process at each boundary.</summary>
public sealed class FuseOptions
{
    /// <summary>When this much time has passed since the step began, its next boundary goes through the transport. Keep it well below the lease of the transport, and below the time that an invocation has.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many boundaries are passed in place at most, so that a chain without an end is committed now and then.</summary>
    public int MaxHops { get; set; } = 10_000;
}
