namespace AsyncSplit.Hosting;

/// <summary>How this process runs steps.</summary>
public sealed class AsyncSplitOptions
{
    /// <summary>How many steps the worker runs at a time. Steps that wait for IO of their own take a place too.</summary>
    public int MaxConcurrentSteps { get; set; } = 32;

    /// <summary>How often an envelope may be delivered without an outcome before it becomes a dead letter.</summary>
    public int MaxDeliveries { get; set; } = 10;

    /// <summary>For how long a worker that stops lets its steps go on before it cancels them. Keep it below the host's own shutdown timeout.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The pause after a fault of transport or store; doubled for each further one, up to <see cref="MaxFaultDelay"/>.</summary>
    public TimeSpan FaultDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause after faults.</summary>
    public TimeSpan MaxFaultDelay { get; set; } = TimeSpan.FromSeconds(30);

    internal TimeSpan FaultDelayAfter(int faults) =>
        TimeSpan.FromTicks((long)Math.Min(MaxFaultDelay.Ticks, FaultDelay.Ticks * Math.Pow(2, Math.Min(faults, 30) - 1)));
}
