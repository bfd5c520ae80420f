namespace AsyncSplit.Messaging;

/// <summary>What the store knows of a chain.</summary>
public sealed record ChainRecord
{
    /// <summary>The chain's id.</summary>
    public required string Id { get; init; }

    /// <summary>The wire name of the handler or contract member it was started with.</summary>
    public required string Handler { get; init; }

    /// <summary>How far it is.</summary>
    public required ChainStatus Status { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it completed, failed or was cancelled to the end.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The result as JSON, when it is <see cref="ChainStatus.Completed"/>.</summary>
    public ReadOnlyMemory<byte>? Result { get; init; }

    /// <summary>What it threw, as the JSON of an error, when it is <see cref="ChainStatus.Failed"/> or <see cref="ChainStatus.Cancelled"/>.</summary>
    public ReadOnlyMemory<byte>? Error { get; init; }

    /// <summary>Why it is to end before its time; null where nobody has cancelled it.</summary>
    public CancellationKind? Cancellation { get; init; }

    /// <summary>The reason of the dead letter, when it is <see cref="ChainStatus.Parked"/>.</summary>
    public string? ParkedReason { get; init; }
}
