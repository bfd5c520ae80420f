namespace AsyncSplit.Messaging;

/// <summary>The end of a chain: exactly one of <paramref name="Result"/> and <paramref name="Error"/> is there.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="CompletedAt">When its last step ended.</param>
/// <param name="Result">The result as JSON (<c>null</c> for a handler without one).</param>
/// <param name="Error">What it threw, as the JSON of an error (docs/wire-format.md).</param>
public sealed record ChainCompletion(string ChainId, DateTimeOffset CompletedAt, ReadOnlyMemory<byte>? Result, ReadOnlyMemory<byte>? Error)
{
    /// <summary>Whether <see cref="Error"/> is the chain's cancellation.</summary>
    public bool IsCancellation { get; init; }

    /// <summary>What the chain's status becomes.</summary>
    public ChainStatus Status => Error is null ? ChainStatus.Completed : IsCancellation ? ChainStatus.Cancelled : ChainStatus.Failed;
}
