namespace AsyncSplit.Testing;

/// <summary>What goes wrong in a test, chosen by a seed: the same seed, the same faults. A chain must end as it would without them, though steps may run more than once.</summary>
public sealed record ChainTestFaults
{
    /// <summary>Chooses the faults.</summary>
    public required int Seed { get; init; }

    /// <summary>How probable it is, for each step, that its envelope is delivered once more after its commit: at once or later.</summary>
    public double Duplicates { get; init; } = 0.2;

    /// <summary>How probable it is, for each step, that the process dies before the commit: the step has run, and runs again.</summary>
    public double CrashesBeforeCommit { get; init; } = 0.2;

    /// <summary>How probable it is, for each step, that the process dies after the commit, before it knows: the step runs again at once.</summary>
    public double CrashesAfterCommit { get; init; } = 0.2;

    /// <summary>Whether due envelopes are delivered in any order.</summary>
    public bool Reorders { get; init; } = true;
}
