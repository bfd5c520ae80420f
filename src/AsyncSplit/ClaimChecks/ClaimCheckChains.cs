using AsyncSplit.Diagnostics;
using AsyncSplit.Engine;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.ClaimChecks;

/// <summary>A transport with a limit, and a store for what is beyond it: a claim travels instead of a larger envelope.</summary>
/// <remarks>
/// What waits for futures lies in the store until it is sent, so its size is no matter of the transport then. Where that sends it through a queue, it makes the claim itself.
/// </remarks>
internal sealed class ClaimCheckChains(IChainTransport transport, IChainCommitter committer, IClaimStore claims, AsyncSplitOptions options, ILogger logger) : IChainTransport, IChainCommitter, IDecoratedTransactions, IEnvelopeIntake
{
    public bool HasTransactions => committer.HasTransactions();

    public TimeSpan LeaseDuration => transport.LeaseDuration;

    public int MaxEnvelopeBytes => Math.Max(committer.MaxEnvelopeBytes, claims.MaxBytes);

    public async ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken)
    {
        var deliveries = await transport.ReceiveAsync(maxCount, cancellationToken).ConfigureAwait(false);
        if (!deliveries.Any(static delivery => Claim.TryRead(delivery.Body.Span) is not null))
        {
            return deliveries;
        }

        var claimed = new List<Delivery>(deliveries.Count);
        foreach (var delivery in deliveries)
        {
            try
            {
                // Not cancelled: what has been received is to be run or given back.
                claimed.Add(await ClaimAsync(delivery).ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                var delay = options.FaultDelayAfter(delivery.Attempt);
                logger.ClaimFailed(exception, delivery.MessageId, delay);
                await transport.AbandonAsync(delivery, delay, CancellationToken.None).ConfigureAwait(false);
            }
        }

        return claimed;
    }

    public async ValueTask<Delivery?> AcceptAsync(ReceivedEnvelope envelope, CancellationToken cancellationToken) =>
        transport is not IEnvelopeIntake intake ? throw new InvalidOperationException("Envelopes can be pushed only where the transport is made of queues: call UseQueues, or the Use… of a cloud's package.")
        : await intake.AcceptAsync(envelope, cancellationToken).ConfigureAwait(false) is { } delivery ? await ClaimAsync(delivery).ConfigureAwait(false)
        : null;

    public ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken) => transport.RenewAsync(Original(delivery), cancellationToken);

    public ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken) => transport.AbandonAsync(Original(delivery), delay, cancellationToken);

    public ValueTask ReleaseAsync(Delivery delivery, CancellationToken cancellationToken) => transport.ReleaseAsync(Original(delivery), cancellationToken);

    public ValueTask<StepTransaction> BeginAsync(Delivery delivery) => ((IStepTransactions)committer).BeginAsync(Original(delivery));

    public async ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
    {
        var sends = commit.Sends;
        if (sends.Any(IsTooLarge))
        {
            sends = [.. await Task.WhenAll(sends.Select(envelope => CheckAsync(envelope, cancellationToken))).ConfigureAwait(false)];
        }

        if (commit.Redriven is { } redriven && IsTooLarge(redriven.Envelope))
        {
            commit = commit with { Redriven = redriven with { Envelope = await CheckAsync(redriven.Envelope, cancellationToken).ConfigureAwait(false) } };
        }

        var original = delivery is null ? null : Original(delivery);
        var result = await committer.CommitAsync(original, ReferenceEquals(sends, commit.Sends) ? commit : commit with { Sends = sends }, cancellationToken).ConfigureAwait(false);
        // What is not removed, because this process dies here or the removal fails, nobody claims any more; where the step may run again, the claim store has to forget it by its age.
        if (result == CommitResult.Applied && delivery?.Receipt is ClaimReceipt receipt && committer is not QueuedChains { RunsCommittedStepsAgain: true })
        {
            await RemoveAsync(receipt.Key).ConfigureAwait(false);
        }

        return result;
    }

    private async ValueTask RemoveAsync(string key)
    {
        try
        {
            await claims.DeleteAsync(key, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.ClaimNotRemoved(exception, key);
        }
    }

    private static Delivery Original(Delivery delivery) => delivery.Receipt is ClaimReceipt claimed ? claimed.Original : delivery;

    private bool IsTooLarge(OutgoingEnvelope envelope) => envelope.Body.Length > committer.MaxEnvelopeBytes;

    private async Task<OutgoingEnvelope> CheckAsync(OutgoingEnvelope envelope, CancellationToken cancellationToken)
    {
        if (!IsTooLarge(envelope))
        {
            return envelope;
        }

        await claims.PutAsync(envelope.MessageId, envelope.Body, cancellationToken).ConfigureAwait(false);
        return Claim.For(envelope);
    }

    private async ValueTask<Delivery> ClaimAsync(Delivery delivery)
    {
        if (Claim.TryRead(delivery.Body.Span) is not { } claim)
        {
            return delivery;
        }

        // A claim whose body is not there, or is not the one, goes on as it is: it is refused for what it is.
        var body = await claims.GetAsync(claim.Key, CancellationToken.None).ConfigureAwait(false);
        return body is { } found && claim.IsFor(found.Span)
            ? new Delivery(delivery.MessageId, found)
            {
                Attempt = delivery.Attempt,
                DueAt = delivery.DueAt,
                Cancellation = delivery.Cancellation,
                Receipt = new ClaimReceipt(delivery, claim.Key),
            }
            : delivery;
    }
}
