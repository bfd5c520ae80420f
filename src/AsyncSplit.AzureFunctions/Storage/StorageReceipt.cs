using Azure.Storage.Queues;

namespace AsyncSplit.AzureFunctions.Storage;

/// <summary>By which a received message is found again. Each renewal gives it another pop receipt, so one thing at a time is done with it.</summary>
internal sealed class StorageReceipt(QueueClient queue, string messageId, string popReceipt)
{
    public QueueClient Queue => queue;

    public string MessageId => messageId;

    /// <summary>The service's proof that the message is leased to us.</summary>
    public string PopReceipt { get; set; } = popReceipt;

    /// <summary>Taken while something is done with the message.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);
}
