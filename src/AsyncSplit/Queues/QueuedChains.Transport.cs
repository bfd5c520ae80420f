using AsyncSplit.Diagnostics;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Covers;
using Microsoft.Extensions.Logging;

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
                // Not cancelled: what has been received is to be run or given back.
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
        if (message.DueAt is { } due && due > _clock.GetUtcNow())
        {
            await SendOnAsync(envelope, message, due, cancellationToken).ConfigureAwait(false);
            await AcknowledgeAsync(envelope, cancellationToken).ConfigureAwait(false);
            return null;
        }

        return new Delivery(message.MessageId, message.Body)
        {
            Attempt = envelope.Attempt,
            DueAt = envelope.DueAt ?? message.DueAt,
            Cancellation = message.Cancellation,
            Receipt = new QueuedReceipt(envelope, message),
        };
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken) =>
        ReceiptOf(delivery) is { } receipt ? _queues.RenewAsync(receipt, cancellationToken) : new ValueTask<bool>(true);

    /// <inheritdoc/>
    public ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken) =>
        ReceiptOf(delivery) is { } receipt ? _queues.ReturnAsync(receipt, delay, cancellationToken) : ValueTask.CompletedTask;

    private static object? ReceiptOf(Delivery delivery) => ((QueuedReceipt)delivery.Receipt!).Received.Receipt;

    private async ValueTask<Delivery?> AcceptOrReturnAsync(ReceivedEnvelope envelope)
    {
        try
        {
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
