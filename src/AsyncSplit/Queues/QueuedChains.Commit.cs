using AsyncSplit.Messaging;

namespace AsyncSplit.Queues;

/// <content>What a commit does.</content>
internal sealed partial class QueuedChains
{
    /// <inheritdoc/>
    public async ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        ThrowIfTableIsNeeded(commit);
        await SendAsync(commit.Sends, cancellationToken).ConfigureAwait(false);
        if (delivery?.Receipt is QueuedReceipt receipt)
        {
            await AcknowledgeAsync(receipt.Received, cancellationToken).ConfigureAwait(false);
        }

        return CommitResult.Applied;
    }

    private static void ThrowIfTableIsNeeded(StepCommit commit)
    {
        var what = commit switch
        {
            { Wait: not null } => "wait for started calls, callbacks or signals",
            { Listens.Count: > 0 } or { Signalled: not null } => "take signals",
            { Cancelled: not null } => "be cancelled, or have a deadline",
            { Redriven: not null } or { Discarded: not null } => "go on from a dead letter",
            _ => null,
        };
        if (what is not null)
        {
            throw TableIsMissing($"For chains to {what}");
        }
    }

    private static NotSupportedException TableIsMissing(string purpose) => new($"{purpose}, this process needs a table beside its queues, and has none: give UseQueues one (the packages of clouds read its name from ASYNCSPLIT_TABLE).");
}
