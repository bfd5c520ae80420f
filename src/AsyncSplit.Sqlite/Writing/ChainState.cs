using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>What a commit asks of a chain.</summary>
/// <param name="Status">How far it is; null where it is not known.</param>
/// <param name="Cancellation">Why it is cancelled; null where it is not.</param>
/// <param name="HasDeadLetters">Whether an envelope of it is a dead letter.</param>
internal readonly record struct ChainState(ChainStatus? Status, CancellationKind? Cancellation, bool HasDeadLetters)
{
    /// <summary>Whether it can still end.</summary>
    public bool IsOpen => Status is ChainStatus.Running or ChainStatus.Parked;

    /// <summary>Whether something may still come of it: it can end, or go on from a dead letter.</summary>
    public bool IsKept => IsOpen || (Status is not null && HasDeadLetters);
}
