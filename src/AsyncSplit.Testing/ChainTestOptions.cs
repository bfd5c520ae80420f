namespace AsyncSplit.Testing;

/// <summary>How a <see cref="ChainTestHost"/> runs.</summary>
public sealed record ChainTestOptions
{
    /// <summary>What goes wrong. Nothing by default.</summary>
    public ChainTestFaults? Faults { get; init; }

    /// <summary>Whether steps go on in place as far as they can: <see cref="Hosting.FuseOptions"/>.</summary>
    public bool Fuses { get; init; }

    /// <summary>The time at which the host starts; it passes only when a timer is waited for.</summary>
    public DateTimeOffset StartTime { get; init; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The largest envelope, in bytes.</summary>
    public int MaxEnvelopeBytes { get; init; } = int.MaxValue;

    /// <summary>How many steps one run may take, so that a chain without an end fails its test instead of hanging it.</summary>
    public int MaxSteps { get; init; } = 1_000_000;
}
