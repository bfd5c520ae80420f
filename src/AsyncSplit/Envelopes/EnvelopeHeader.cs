namespace AsyncSplit.Envelopes;

/// <summary>What stands in an envelope before its payload.</summary>
internal readonly record struct EnvelopeHeader
{
    public required string ChainId { get; init; }

    public required string Id { get; init; }

    public required EnvelopeKind Kind { get; init; }

    /// <summary>The entry point to run; empty in a resume without frames.</summary>
    public required string Target { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the chain's time is up. Handed on from step to step for callees that look at it; what acts on it is a timer of the chain's.</summary>
    public DateTimeOffset? Deadline { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    /// <summary>Which try of a retried call this is: 1 at first. Not the number of deliveries.</summary>
    public int Attempt { get; init; }

    /// <summary>Whether it comes from where the chain's cancellation has been thrown already: what follows is compensation, and runs undisturbed.</summary>
    public bool IsCancelled { get; init; }
}
