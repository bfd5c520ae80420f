using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Covers;
using AsyncSplit.Queues.Decisions;

namespace AsyncSplit.Queues;

/// <content>A process without a table: what has to be written is sent to one that has it.</content>
internal sealed partial class QueuedChains
{
    private async ValueTask SendOnAsync(Delivery? delivery, QueuedReceipt? receipt, StepCommit commit, CancellationToken cancellationToken)
    {
        ThrowIfTableIsNeeded(delivery, commit);
        await SendAsync(commit.Sends, cancellationToken).ConfigureAwait(false);
        if (commit.Settled is null && commit.Completed is null && commit.Started is null && commit.DeadLetter is null)
        {
            return;
        }

        var written = Write(commit with { Sends = [], Step = null }, receipt?.Message.ChainId);
        var chainId = written.Commit.Settled?.ChainId ?? written.Commit.Completed?.ChainId ?? written.Commit.Started?.ChainId ?? written.DeadLetterChain ?? "";
        var messageId = MessageIds.Derive(delivery?.MessageId ?? chainId, CommitPosition);
        var body = QueueMessageWriter.WriteCommit(chainId, messageId, CommitWriter.Write(written.Commit, written.Stamp, written.DeadLetterChain));
        if (body.Length > _queues.MaxEnvelopeBytes)
        {
            throw new NotSupportedException($"What the step of '{messageId}' has ended with has {body.Length} bytes; the limit is {_queues.MaxEnvelopeBytes}. {TableIsMissing("To write it").Message}");
        }

        await _queues.SendAsync([MessageOf(messageId, chainId, CoverNames.CommitTarget, body, TimeSpan.Zero)], cancellationToken).ConfigureAwait(false);
    }

    // No step has so many envelopes; a redriven one has the position below.
    private const int CommitPosition = -2;

    private static void ThrowIfTableIsNeeded(Delivery? delivery, StepCommit commit)
    {
        var what = commit switch
        {
            { Wait: not null } => "wait for started calls, callbacks or signals",
            { Listens.Count: > 0 } or { Withdraws.Count: > 0 } or { Signalled: not null } => "take signals",
            { Settled: not null } when delivery is null => "take the completion of a callback",
            { Cancelled: not null } => "be cancelled, or have a deadline",
            { Redriven: not null } or { Discarded: not null } => "go on from a dead letter",
            _ when commit.Sends.Any(IsHeld) => "wait without end",
            _ => null,
        };
        if (what is not null)
        {
            throw TableIsMissing($"For chains to {what}");
        }
    }
}
