using AsyncSplit.Messaging;
using AsyncSplit.Queues.Decisions;
using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues;

/// <content>Commits that no step is behind: starts, callbacks, signals, cancellations, administrators. One that its process does not come to the end of is carried out by whoever asks for the same again.</content>
internal sealed partial class QueuedChains
{
    private async ValueTask<CommitResult> CommitAloneAsync(StepCommit commit, CancellationToken cancellationToken)
    {
        var isApplied = commit switch
        {
            { Started: { } start } => await StartAsync(start, commit.Sends, cancellationToken).ConfigureAwait(false),
            { Settled: { } settled, Wait: null } => await SettleAloneAsync(settled, cancellationToken).ConfigureAwait(false),
            { Signalled: { } signal } => await _tables!.Chains.FindAsync(signal.ChainId, cancellationToken).ConfigureAwait(false) is { IsOpen: true }
                && await _tables.Signals.SignalAsync(signal, cancellationToken).ConfigureAwait(false),
            { Cancelled: { } cancelled } => await CancelAsync(cancelled, cancellationToken).ConfigureAwait(false),
            { Redriven: { } redrive } => await _tables!.Letters.RedriveAsync(redrive, (envelope, token) => SendAsync([envelope], token), cancellationToken).ConfigureAwait(false),
            { Discarded: { } discarded } => await _tables!.Letters.DiscardAsync(discarded, commit.Completed, cancellationToken).ConfigureAwait(false),
            _ => await ApplyAloneAsync(commit, cancellationToken).ConfigureAwait(false),
        };
        return isApplied ? CommitResult.Applied : CommitResult.Superseded;
    }

    // What is sent first stays with the chain until it is known to be sent: a start that is repeated with the same id sends it then.
    private async ValueTask<bool> StartAsync(ChainStart start, IReadOnlyList<OutgoingEnvelope> first, CancellationToken cancellationToken)
    {
        var chain = new ChainItem(new ChainRecord { Id = start.ChainId, Handler = start.Handler, Status = ChainStatus.Running, StartedAt = start.StartedAt }) { First = first };
        var isNew = await _tables!.Chains.InsertAsync(chain, cancellationToken).ConfigureAwait(false);
        if (!isNew)
        {
            // Its end may have come in before its start.
            chain = (await _tables.Chains.UpdateAsync(
                start.ChainId,
                present =>
                {
                    isNew = present is null or { IsStarted: false };
                    return present is null ? chain : present.IsStarted ? present : present with { Record = present.Record with { Handler = start.Handler, StartedAt = start.StartedAt } };
                },
                cancellationToken).ConfigureAwait(false))!;
            if (chain.First.Count == 0 || await IsKnownToBeStartedAsync(chain, cancellationToken).ConfigureAwait(false))
            {
                first = [];
            }
            else
            {
                first = chain.First;
            }

            if (first.Count == 0 && !isNew)
            {
                return false;
            }
        }

        await SendAsync(first, cancellationToken).ConfigureAwait(false);
        await NoteStartAsync(chain, cancellationToken).ConfigureAwait(false);
        return isNew;
    }

    // The line in the index says it, or an item of its own where there is no index.
    private async ValueTask<bool> IsKnownToBeStartedAsync(ChainItem chain, CancellationToken cancellationToken) => _options.IndexChains
        ? await _tables!.Index.HasAsync(chain.Record, cancellationToken).ConfigureAwait(false)
        : await _tables!.Items.GetAsync(ItemKeys.PartitionOf(chain.Record.Id), ItemKeys.Started, cancellationToken).ConfigureAwait(false) is not null;

    private async ValueTask NoteStartAsync(ChainItem chain, CancellationToken cancellationToken)
    {
        if (_options.IndexChains)
        {
            await _tables!.Index.AddAsync(chain.Record, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _tables!.Items.InsertAsync(ItemKeys.PartitionOf(chain.Record.Id), ItemKeys.Started, "{}"u8.ToArray(), _clock.GetUtcNow() + _options.FutureRetention, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> SettleAloneAsync(FutureSettlement settled, CancellationToken cancellationToken) =>
        await _tables!.Chains.FindAsync(settled.ChainId, cancellationToken).ConfigureAwait(false) is { IsKept: true }
        && await _tables.SettleAsync(settled, _stamps.Next(), Guid.NewGuid().ToString("N"), cancellationToken).ConfigureAwait(false);

    /// <returns>False when the chain has ended, or is not known.</returns>
    private async ValueTask<bool> CancelAsync(ChainCancellation cancellation, CancellationToken cancellationToken)
    {
        var chain = await _tables!.Chains.UpdateAsync(cancellation.ChainId, chain => chain?.Cancel(cancellation.Kind), cancellationToken).ConfigureAwait(false);
        if (chain is not { IsOpen: true })
        {
            return false;
        }

        await _tables.Waits.CancelAsync(cancellation.ChainId, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async ValueTask EndAsync(ChainCompletion completed, string? messageId, CancellationToken cancellationToken) => await _tables!.Chains.UpdateAsync(
        completed.ChainId,
        chain => (chain ?? (messageId is null ? null : ChainItem.Unknown(completed.ChainId, completed.CompletedAt)))?.End(completed, messageId),
        cancellationToken).ConfigureAwait(false);

    // What waits is read from a decision, so that there has to be one.
    private async ValueTask<bool> ApplyAloneAsync(StepCommit commit, CancellationToken cancellationToken)
    {
        var written = Write(commit, null);
        if ((commit.Wait?.Envelope ?? commit.Sends.FirstOrDefault(IsHeld)) is { } waiting)
        {
            var key = $"{ItemKeys.Decision(waiting.MessageId)}:alone";
            return await DecideAsync(ItemKeys.PartitionOf(waiting.ChainId), key, waiting.MessageId, written, cancellationToken).ConfigureAwait(false) == CommitResult.Applied;
        }

        await ApplyAsync(written, null, null, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
