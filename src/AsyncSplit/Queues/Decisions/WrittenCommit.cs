using AsyncSplit.Messaging;

namespace AsyncSplit.Queues.Decisions;

/// <summary>A commit, as it was written down.</summary>
/// <param name="Commit">What the step decided.</param>
/// <param name="Stamp">When.</param>
/// <param name="DeadLetterChain">The chain that the dead letter belongs to; null for none.</param>
internal sealed record WrittenCommit(StepCommit Commit, long Stamp, string? DeadLetterChain);
