namespace AsyncSplit.Testing.Lambda;

/// <summary>One invocation, and what is billed for it.</summary>
public sealed record BilledInvocation
{
    /// <summary>The function's name.</summary>
    public required string Function { get; init; }

    /// <summary>The number of the environment that ran it, counted over all functions.</summary>
    public required int Environment { get; init; }

    /// <summary>The invocation's id.</summary>
    public required string RequestId { get; init; }

    /// <summary>When the environment was handed the invocation; after its initialisation, if that was part of it.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>From then until the environment asked for the next invocation, or its process ended.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How long the environment took from the start of its process until it asked for this, its first, invocation. Zero in an environment that was warm. It ended shortly before <see cref="Started"/>.</summary>
    public TimeSpan Init { get; init; }

    /// <summary>How it ended.</summary>
    public required InvocationOutcome Outcome { get; init; }

    /// <summary>The function's memory, in MB.</summary>
    public required int MemoryMb { get; init; }

    /// <summary>Whether the environment was started for it.</summary>
    public bool IsColdStart => Init > TimeSpan.Zero;

    /// <summary>What is billed: initialisation and duration together, rounded up to a millisecond.</summary>
    public long BilledMilliseconds => RoundUp(Init + Duration);

    /// <summary>What would be billed if the environment had been warm.</summary>
    public long BilledMillisecondsWithoutInit => RoundUp(Duration);

    /// <summary>The billed time multiplied by the memory.</summary>
    public double GbSeconds => BilledMilliseconds / 1000.0 * MemoryMb / 1024.0;

    private static long RoundUp(TimeSpan time) => (time.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
}
