using System.Collections.Concurrent;
using AsyncSplit.Queues;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AzureFunctions.Storage;

/// <summary>The queues of a storage account. A queue is created when the first message is sent to it.</summary>
internal sealed class StorageQueues(StorageClients clients, AzureStorageOptions options, TimeProvider clock, ILogger<StorageQueues> logger) : IEnvelopeQueues
{
    // Of the service, which does not wait for messages.
    private const int MaxReceived = 32;
    private const int MaxParallelSends = 16;
    private static readonly TimeSpan s_longestVisibility = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_forever = TimeSpan.FromSeconds(-1);

    // For how long one call waits.
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, QueueClient> _queues = new(StringComparer.Ordinal);

    public int MaxEnvelopeBytes => MessageText.MaxBytes(options.Encoding);

    public TimeSpan MaxDelay => options.MaxDelay < s_longestVisibility ? options.MaxDelay : s_longestVisibility;

    public TimeSpan LeaseDuration => options.LeaseDuration;

    public async ValueTask SendAsync(IReadOnlyList<QueuedEnvelope> envelopes, CancellationToken cancellationToken)
    {
        if (envelopes is [var only])
        {
            await SendAsync(only, cancellationToken).ConfigureAwait(false);
            return;
        }

        // The service takes one at a time.
        await Parallel.ForEachAsync(
            envelopes,
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallelSends, CancellationToken = cancellationToken },
            async (envelope, token) => await SendAsync(envelope, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<ReceivedEnvelope>> ReceiveAsync(string queue, int maxCount, CancellationToken cancellationToken)
    {
        var client = QueueOf(queue);
        var until = clock.GetUtcNow() + s_wait;
        for (var pause = s_firstPause; ; pause = Shorter(pause * 2, options.MaxPollInterval))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var received = await ReceiveNowAsync(client, Math.Min(maxCount, MaxReceived)).ConfigureAwait(false);
            if (received.Count > 0 || clock.GetUtcNow() + pause > until)
            {
                return received;
            }

            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<bool> RenewAsync(object receipt, CancellationToken cancellationToken) => await UpdateAsync((StorageReceipt)receipt, options.LeaseDuration, cancellationToken).ConfigureAwait(false);

    public async ValueTask ReturnAsync(object receipt, TimeSpan delay, CancellationToken cancellationToken) =>
        await UpdateAsync((StorageReceipt)receipt, Shorter(delay, s_longestVisibility), cancellationToken).ConfigureAwait(false);

    public async ValueTask DeleteAsync(object receipt, CancellationToken cancellationToken)
    {
        var message = (StorageReceipt)receipt;
        await message.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await message.Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (IsLost(exception))
        {
            // Somebody else has it, and removes it when he is done; or it is gone.
        }
        finally
        {
            message.Gate.Release();
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // The service counts in whole seconds: nothing comes early.
    private static TimeSpan WholeSeconds(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, time.TotalSeconds)));

    private static bool IsLost(RequestFailedException exception) =>
        exception.ErrorCode == QueueErrorCode.MessageNotFound || exception.ErrorCode == QueueErrorCode.PopReceiptMismatch || exception.ErrorCode == QueueErrorCode.QueueNotFound;

    private async ValueTask SendAsync(QueuedEnvelope envelope, CancellationToken cancellationToken) =>
        await SendAsync(QueueOf(envelope.Queue), MessageText.Write(envelope.Body.Span, options.Encoding), WholeSeconds(envelope.Delay), cancellationToken).ConfigureAwait(false);

    private async ValueTask SendAsync(QueueClient queue, string text, TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendMessageAsync(text, delay, s_forever, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            logger.QueueCreated(queue.Name);
            await queue.SendMessageAsync(text, delay, s_forever, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<IReadOnlyList<ReceivedEnvelope>> ReceiveNowAsync(QueueClient queue, int maxCount)
    {
        QueueMessage[] messages;
        try
        {
            // Not cancelled: what the service has leased is to be run or given back.
            messages = (await queue.ReceiveMessagesAsync(maxCount, WholeSeconds(options.LeaseDuration), CancellationToken.None).ConfigureAwait(false)).Value;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }

        var received = new List<ReceivedEnvelope>(messages.Length);
        foreach (var message in messages)
        {
            if (message.DequeueCount > options.MaxDequeueCount)
            {
                await MoveToPoisonAsync(queue, message).ConfigureAwait(false);
            }
            else
            {
                received.Add(new ReceivedEnvelope(MessageText.Read(message.MessageText), (int)message.DequeueCount, new StorageReceipt(queue, message.MessageId, message.PopReceipt)));
            }
        }

        return received;
    }

    private async ValueTask MoveToPoisonAsync(QueueClient queue, QueueMessage message)
    {
        var poison = queue.Name + StorageQueueNames.PoisonSuffix;
        await SendAsync(QueueOf(poison), message.MessageText, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        await DeleteAsync(new StorageReceipt(queue, message.MessageId, message.PopReceipt), CancellationToken.None).ConfigureAwait(false);
        logger.Poisoned(message.MessageId, queue.Name, message.DequeueCount - 1, poison);
    }

    private async ValueTask<bool> UpdateAsync(StorageReceipt message, TimeSpan visibleAfter, CancellationToken cancellationToken)
    {
        await message.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var update = await message.Queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: WholeSeconds(visibleAfter), cancellationToken: cancellationToken).ConfigureAwait(false);
            message.PopReceipt = update.Value.PopReceipt;
            return true;
        }
        catch (RequestFailedException exception) when (IsLost(exception))
        {
            return false;
        }
        finally
        {
            message.Gate.Release();
        }
    }

    private QueueClient QueueOf(string queue) => _queues.GetOrAdd(queue, clients.Queue);
}
