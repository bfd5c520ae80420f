namespace AsyncSplit.PostgreSql.Writing;

/// <summary>What the writer does in one transaction, and one round trip.</summary>
/// <param name="Works">What callers have asked for.</param>
/// <param name="Batch">The commits among it; null for none.</param>
/// <param name="ClaimCount">How many envelopes to lease from the queue; 0 for not looking.</param>
internal sealed record Turn(IReadOnlyList<Work> Works, CommitBatch? Batch, int ClaimCount)
{
    /// <summary>The number of its commits among those of the writer.</summary>
    public long Number { get; init; }

    public IReadOnlyList<CommitWork> Commits { get; } = [.. Works.OfType<CommitWork>()];

    public IReadOnlyList<LeaseWork> Leases { get; } = [.. Works.OfType<LeaseWork>()];
}
