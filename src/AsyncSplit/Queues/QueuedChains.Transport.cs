using AsyncSplit.Diagnostics;
using AsyncSplit.Envelopes;
using AsyncSplit.Futures;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Covers;
using AsyncSplit.Queues.Decisions;
using AsyncSplit.Queues.Items;

namespace AsyncSplit.Queues;

/// <content>What comes out of the queues.</content>
internal sealed partial class QueuedChains
{
    private QueueReceiver? _receiver;

    private QueueReceiver Receiver => _receiver ??= new QueueReceiver(_queues, QueuesOfProcess());

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken)
    {
        while (true)
        {
            var received = await Receiver.ReceiveAsync(maxCount, cancellationToken).ConfigureAwait(false);
            var deliveries = new List<Delivery>(received.Count);
            foreach (var envelope in received)
            {
                if (await AcceptOrReturnAsync(envelope).ConfigureAwait(false) is { } delivery)
                {
                    deliveries.Add(delivery);
                }
            }

            if (deliveries.Count > 0)
            {
                return deliveries;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Delivery?> AcceptAsync(ReceivedEnvelope envelope, CancellationToken cancellationToken)
    {
        var message = QueueMessageReader.Read(envelope.Body);
        if (!message.Commit.IsEmpty)
        {
            await ApplyAsync(CommitReader.Read(message.Commit), message.MessageId, null, cancellationToken).ConfigureAwait(false);
            await AcknowledgeAsync(envelope, cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (envelope.Attempt > 1 && await ReplayAsync(ItemKeys.PartitionOf(message.ChainId), ItemKeys.Decision(message.MessageId), message.MessageId, cancellationToken).ConfigureAwait(false))
        {
            await AcknowledgeAsync(envelope, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var chain = AsksForChain(message) ? await _tables!.Chains.FindAsync(message.ChainId, cancellationToken).ConfigureAwait(false) : null;
        if (await IsOverAsync(message, chain, cancellationToken).ConfigureAwait(false))
        {
            await AcknowledgeAsync(envelope, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var cancellation = message.Cancellation ?? chain?.Record.Cancellation;
        if (message.DueAt is { } due && due > _clock.GetUtcNow() && (cancellation is null || message.OutlivesCancellation))
        {
            await SendOnAsync(envelope, message, due, cancellationToken).ConfigureAwait(false);
            await AcknowledgeAsync(envelope, cancellationToken).ConfigureAwait(false);
            return null;
        }

        return new Delivery(message.MessageId, message.Body)
        {
            Attempt = envelope.Attempt,
            DueAt = envelope.DueAt ?? message.DueAt,
            Cancellation = cancellation,
            Receipt = new QueuedReceipt(envelope, message),
        };
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken) =>
        ReceiptOf(delivery) is { } receipt ? _queues.RenewAsync(receipt, cancellationToken) : new ValueTask<bool>(true);

    /// <inheritdoc/>
    public ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken) =>
        ReceiptOf(delivery) is { } receipt ? _queues.ReturnAsync(receipt, delay, cancellationToken) : ValueTask.CompletedTask;

    private static object? ReceiptOf(Delivery delivery) => (delivery.Receipt as QueuedReceipt)?.Received.Receipt;

    // A timer finds out on its way whether its chain is cancelled; what else does, only where every step asks the table anyway.
    private bool AsksForChain(QueueMessage message) =>
        _tables is not null && message.ChainId.Length > 0 && message.Cancellation is null && (message.IsTimer ? !message.OutlivesCancellation || IsEngines(message) : DecidesAll);

    private static bool IsEngines(QueueMessage message) => message.Target.StartsWith('$');

    /// <summary>Whether a timer is of no use any more: its chain, or what it would end, has ended.</summary>
    private async ValueTask<bool> IsOverAsync(QueueMessage message, ChainItem? chain, CancellationToken cancellationToken)
    {
        if (_tables is null || !message.IsTimer || !IsEngines(message))
        {
            return false;
        }

        if (chain is { IsKept: false })
        {
            return true;
        }

        if (message.Target != FutureNames.ResumePoint || FutureOf(message) is not { } future
            || await _tables.Futures.FindAsync(ItemKeys.PartitionOf(message.ChainId), future.Id, cancellationToken).ConfigureAwait(false) is not { Outcome: not null } ended)
        {
            return false;
        }

        // Whoever ended it, perhaps this timer itself, may have died before it could tell.
        foreach (var waiter in future.AwaitedBy is { } known ? ended.Waiters.Append(known) : ended.Waiters)
        {
            await _tables.Waits.NoteAsync(message.ChainId, future.Id, waiter, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static (string Id, string? AwaitedBy)? FutureOf(QueueMessage message)
    {
        try
        {
            return EnvelopeReader.Read(message.Body).Top is { Id: FutureNames.ResumePoint } top && SettledFutures.ReadFrame(top) is var future ? (future.Id, future.AwaitedBy) : null;
        }
        catch (EnvelopeException)
        {
            // It is encrypted, or none: its step says more.
            return null;
        }
    }

    private async ValueTask<Delivery?> AcceptOrReturnAsync(ReceivedEnvelope envelope)
    {
        try
        {
            // Not cancelled: what has been received is to be run or given back.
            return await AcceptAsync(envelope, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var delay = _steps.FaultDelayAfter(envelope.Attempt);
            _logger.MessageFaulted(exception, envelope.Attempt, delay);
            await _queues.ReturnAsync(envelope.Receipt!, delay, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
    }

    private ValueTask AcknowledgeAsync(ReceivedEnvelope envelope, CancellationToken cancellationToken) =>
        envelope.Receipt is { } receipt ? _queues.DeleteAsync(receipt, cancellationToken) : ValueTask.CompletedTask;

    private IReadOnlyList<string> QueuesOfProcess() => _options.Queues.Count > 0
        ? [.. _options.Queues]
        : [.. _registry.EntryPoints.Select(static entryPoint => entryPoint.Id).Append("").Select(_map.QueueOf).Distinct(StringComparer.Ordinal)];
}
