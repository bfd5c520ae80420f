namespace AsyncSplit.Messaging;

/// <summary>One step, as it went: what histories, bills and traces are made of.</summary>
public sealed record StepRecord
{
    private IReadOnlyList<CapturedLocal>? _captured;

    /// <summary>The chain.</summary>
    public required string ChainId { get; init; }

    /// <summary>The id of the envelope that the step ran for.</summary>
    public required string MessageId { get; init; }

    /// <summary>The entry point that ran.</summary>
    public required string EntryPoint { get; init; }

    /// <summary>How the step ended.</summary>
    public required StepOutcomeKind Outcome { get; init; }

    /// <summary>Whom the step called or resumed; null when it ended the chain or was parked.</summary>
    public string? Next { get; init; }

    /// <summary>Which delivery of the envelope this was: 1 at first.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When the envelope was made: the end of the step before.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on the envelope was to be delivered: later than <see cref="CreatedAt"/> for a timer.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the step began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>For how long the step ran: what is billed.</summary>
    public required TimeSpan Active { get; init; }

    /// <summary>For how long nobody ran between the step before and this one: what is not billed.</summary>
    public TimeSpan Waited => StartedAt > CreatedAt ? StartedAt - CreatedAt : TimeSpan.Zero;

    /// <summary>For how long the step was due and no worker had a place for it: the part of <see cref="Waited"/> that more workers would shorten.</summary>
    public TimeSpan Queued => StartedAt > DueAt ? StartedAt - DueAt : TimeSpan.Zero;

    /// <summary>The size of the envelope that the step ran for.</summary>
    public required int EnvelopeBytes { get; init; }

    /// <summary>The size of what the step sent.</summary>
    public int SentBytes { get; init; }

    /// <summary>The locals that the step captured, with their sizes. Empty where it captured none.</summary>
    public IReadOnlyList<CapturedLocal> Captured
    {
        get => _captured ??= CapturedLocal.Measure(CapturedJson.Span);
        init => _captured = value;
    }

    // Measured only when someone asks: most steps are never looked at.
    internal ReadOnlyMemory<byte> CapturedJson { get; init; }
}
