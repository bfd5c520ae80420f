using AsyncSplit.Messaging;
using AsyncSplit.Queues.Covers;
using AsyncSplit.Queues.Decisions;
using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues;

/// <content>
/// What a commit does: it decides, by one conditional write; then writes, sends, acknowledges. Whoever finds a decision carries that one out instead of its own. All that is carried out may be carried out again.
/// </content>
internal sealed partial class QueuedChains
{
    /// <inheritdoc/>
    public async ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var receipt = delivery?.Receipt as QueuedReceipt;
        CommitResult result;
        if (_tables is null)
        {
            await SendOnAsync(delivery, receipt, commit, cancellationToken).ConfigureAwait(false);
            result = CommitResult.Applied;
        }
        else if (delivery is null || receipt is null)
        {
            return await CommitAloneAsync(commit, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var written = Write(commit, receipt.Message.ChainId);
            result = IsToBeDecided(commit)
                ? await DecideAsync(ItemKeys.PartitionOf(receipt.Message.ChainId), ItemKeys.Decision(delivery.MessageId), delivery.MessageId, written, cancellationToken).ConfigureAwait(false)
                : await ApplyAsync(written, delivery.MessageId, null, cancellationToken).ConfigureAwait(false);
        }

        if (receipt is not null)
        {
            await AcknowledgeAsync(receipt.Received, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    // What is one write by itself decides itself: the end of a call or chain. What waits is to be the same for all who carry it out.
    private bool IsToBeDecided(StepCommit commit) => DecidesAll || commit.Wait is not null || commit.Listens.Count > 0 || commit.Withdraws.Count > 0 || commit.DeadLetter is not null || commit.Sends.Any(IsHeld);

    private static bool IsHeld(OutgoingEnvelope envelope) => envelope.DueAt == DateTimeOffset.MaxValue && !envelope.Target.StartsWith('$');

    private WrittenCommit Write(StepCommit commit, string? chainId)
    {
        var letterChain = commit.DeadLetter is { } letter ? letter.ChainId ?? chainId : null;
        return new WrittenCommit(_options.KeepHistory ? commit : commit with { Step = null }, _stamps.Next(), letterChain is { Length: > 0 } ? letterChain : null);
    }

    private async ValueTask<CommitResult> DecideAsync(string partition, string key, string messageId, WrittenCommit written, CancellationToken cancellationToken)
    {
        // What waits is read from the decision when the wait ends.
        var now = _clock.GetUtcNow();
        var keptUntil = now + (written.Commit.Wait is not null || written.Commit.Sends.Any(IsHeld) ? _options.FutureRetention : _options.DecisionRetention);
        var body = CommitWriter.Write(written.Commit, written.Stamp, written.DeadLetterChain);
        if (!await _tables!.Items.InsertAsync(partition, key, body, keptUntil, cancellationToken).ConfigureAwait(false))
        {
            await ReplayAsync(partition, key, messageId, cancellationToken).ConfigureAwait(false);
            return CommitResult.Superseded;
        }

        await CarryOutAsync(partition, key, messageId, written, cancellationToken).ConfigureAwait(false);
        return CommitResult.Applied;
    }

    /// <summary>Carries out what has been decided, as far as it has not been.</summary>
    /// <returns>False when nothing has been decided.</returns>
    private async ValueTask<bool> ReplayAsync(string partition, string key, string messageId, CancellationToken cancellationToken)
    {
        if (_tables is null || await _tables.Items.GetAsync(partition, key, cancellationToken).ConfigureAwait(false) is not { } decision)
        {
            return false;
        }

        if (await _tables.Items.GetAsync(partition, ItemKeys.Done(key), cancellationToken).ConfigureAwait(false) is null)
        {
            var written = CommitReader.Read(decision.Body);
            var left = new List<OutgoingEnvelope>();
            foreach (var envelope in written.Commit.Sends)
            {
                // What has been decided upon was received: it need not be sent once more.
                if (!DecidesAll || await _tables.Items.GetAsync(ItemKeys.PartitionOf(envelope.ChainId), ItemKeys.Decision(envelope.MessageId), cancellationToken).ConfigureAwait(false) is null)
                {
                    left.Add(envelope);
                }
            }

            await CarryOutAsync(partition, key, messageId, written with { Commit = written.Commit with { Sends = left } }, cancellationToken, written.Commit.Sends).ConfigureAwait(false);
        }

        return true;
    }

    private async ValueTask CarryOutAsync(
        string partition, string key, string messageId, WrittenCommit written, CancellationToken cancellationToken, IReadOnlyList<OutgoingEnvelope>? all = null)
    {
        await ApplyAsync(written, messageId, key, cancellationToken, all).ConfigureAwait(false);

        // Where the receivers cannot tell a repetition, or are many, it is worth a write that nothing is repeated.
        var sends = (all ?? written.Commit.Sends).Count;
        if (DecidesAll ? sends > 1 : sends > 0)
        {
            await _tables!.Items.InsertAsync(partition, ItemKeys.Done(key), "{}"u8.ToArray(), _clock.GetUtcNow() + _options.DecisionRetention, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes and sends.</summary>
    /// <param name="written">What.</param>
    /// <param name="messageId">The envelope whose step has decided it; null for none.</param>
    /// <param name="decisionKey">Where the decision is; null where there is none, because it does not need one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="all">All that the step has sent, where some of it need not be sent again; null for the same.</param>
    private async ValueTask<CommitResult> ApplyAsync(
        WrittenCommit written, string? messageId, string? decisionKey, CancellationToken cancellationToken, IReadOnlyList<OutgoingEnvelope>? all = null)
    {
        var commit = written.Commit;
        var tables = _tables ?? throw TableIsMissing("To write the ends of chains and started calls");
        if (commit.Started is { } start)
        {
            await StartAsync(start, [], cancellationToken).ConfigureAwait(false);
        }

        await ApplyFuturesAsync(written, decisionKey, all ?? commit.Sends, cancellationToken).ConfigureAwait(false);
        if (commit.Cancelled is { } cancelled)
        {
            await CancelAsync(cancelled, cancellationToken).ConfigureAwait(false);
        }

        if (commit.DeadLetter is { } letter)
        {
            await tables.Letters.ParkAsync(letter, written.DeadLetterChain, written.Stamp, commit.Completed, cancellationToken).ConfigureAwait(false);
        }
        else if (commit.Completed is { } completed)
        {
            await EndAsync(completed, messageId, cancellationToken).ConfigureAwait(false);
        }

        if (commit.Step is { } step)
        {
            await tables.Items.InsertAsync(
                ItemKeys.PartitionOf(step.ChainId), ItemKeys.Step(written.Stamp), ItemJson.Write(json => StepItem.Write(json, step)), null, cancellationToken).ConfigureAwait(false);
        }

        await SendAsync(commit.Sends, cancellationToken).ConfigureAwait(false);
        return CommitResult.Applied;
    }

    // Listeners come before waits, which may be for what they listen to; waits before what is sent, which may end what they wait for.
    private async ValueTask ApplyFuturesAsync(WrittenCommit written, string? decisionKey, IReadOnlyList<OutgoingEnvelope> all, CancellationToken cancellationToken)
    {
        var commit = written.Commit;
        foreach (var withdrawal in commit.Withdraws)
        {
            await _tables!.Signals.WithdrawAsync(withdrawal, cancellationToken).ConfigureAwait(false);
        }

        foreach (var listener in commit.Listens)
        {
            await _tables!.Signals.ListenAsync(listener, cancellationToken).ConfigureAwait(false);
        }

        if (commit.Signalled is { } signal && await _tables!.Chains.FindAsync(signal.ChainId, cancellationToken).ConfigureAwait(false) is { IsOpen: true })
        {
            await _tables.Signals.SignalAsync(signal, cancellationToken).ConfigureAwait(false);
        }

        if (commit.Settled is { } settled)
        {
            await _tables!.SettleAsync(settled, written.Stamp, null, cancellationToken).ConfigureAwait(false);
        }

        if (commit.Wait is { } wait)
        {
            await _tables!.Waits.RegisterAsync(wait, decisionKey!, all.Select(static envelope => envelope.MessageId).ToHashSet(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
        }

        foreach (var held in all.Where(IsHeld))
        {
            await _tables!.Waits.HoldAsync(held, decisionKey!, cancellationToken).ConfigureAwait(false);
        }
    }
}
