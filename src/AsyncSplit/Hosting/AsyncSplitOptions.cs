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

    /// <summary>
    /// For how long chains that have ended are kept, with their history; null for ever. The worker's process removes older ones, every <see cref="PurgeInterval"/>. Chains that have failed, and can go on from
    /// a dead letter, are kept as long as <see cref="FailedRetention"/> says.
    /// </summary>
    public TimeSpan? Retention { get; set; }

    /// <summary>For how long chains that have failed are kept with the dead letter from which they can go on; null until someone decides. Not shorter than <see cref="Retention"/>: where this is the only one, it holds for all that have ended.</summary>
    public TimeSpan? FailedRetention { get; set; }

    /// <summary>How often chains that ended long ago are looked for.</summary>
    public TimeSpan PurgeInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Lets steps go on in place where the callee, or the frame that continues, runs in this process too: fewer messages, larger steps. Null, the default: each boundary goes through the transport.
    /// What is passed on in place is not copied; a step that is interrupted runs again from its beginning, with all that it has done in place.
    /// </summary>
    public FuseOptions? Fuse { get; set; }

    internal TimeSpan FaultDelayAfter(int faults) =>
        TimeSpan.FromTicks((long)Math.Min(MaxFaultDelay.Ticks, FaultDelay.Ticks * Math.Pow(2, Math.Min(faults, 30) - 1)));
}
