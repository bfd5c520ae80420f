using AsyncSplit.Queues;
using Azure.Core;
using Azure.Storage.Queues;

namespace AsyncSplit.AzureFunctions;

/// <summary>Where chains are kept in an Azure storage account. What is not set comes from the environment (docs/azure.md).</summary>
public sealed class AzureStorageOptions
{
    /// <summary>The account, with its key. Null where <see cref="QueueServiceUri"/> and <see cref="Credential"/> say it.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The account's queues: <c>https://account.queue.core.windows.net</c>.</summary>
    public Uri? QueueServiceUri { get; set; }

    /// <summary>The account's tables: <c>https://account.table.core.windows.net</c>.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary>The account's blobs: <c>https://account.blob.core.windows.net</c>.</summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>Who this process is, where there is no key: a managed identity, say. Needed for queues of other accounts too.</summary>
    public TokenCredential? Credential { get; set; }

    /// <summary>The application's name: the queues' names begin with it.</summary>
    public string Application { get; set; } = "";

    /// <summary>The table for what chains have to remember: joins, callbacks, results. Null for none: chains that need one fail then, with an error that says so.</summary>
    public string? Table { get; set; }

    /// <summary>The blob container for envelopes that are too large for a queue. Null for none.</summary>
    public string? Container { get; set; }

    /// <summary>
    /// How envelopes are written into queues. Base64, which the Functions host expects by default, leaves 48 KiB for an envelope; as text, 64 KiB fit, and <c>messageEncoding</c> in <c>host.json</c> is <c>none</c>.
    /// Either is read.
    /// </summary>
    public QueueMessageEncoding Encoding { get; set; } = QueueMessageEncoding.Base64;

    /// <summary>The longest time that a message is kept back at once, up to 7 days. A longer timer is sent on when it is over. Where there is a table, <see cref="QueuedChainsOptions.HopInterval"/> is shorter.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromDays(7);

    /// <summary>For how long a message belongs to the worker that has received it. In a function that is the host's matter.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a worker that finds nothing pauses before it looks again, at most. The service cannot tell it.</summary>
    public TimeSpan MaxPollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often a message may come before a worker moves it to the queue <c>…-poison</c>, as the Functions host does. Where there is a table, it is a dead letter long before (<c>MaxDeliveries</c>).
    /// </summary>
    public int MaxDequeueCount { get; set; } = 20;

    /// <summary>How often a worker removes items whose time is up from the table, which takes a look at all of them. In a function app, the function <c>Purge</c> does.</summary>
    public TimeSpan PurgeInterval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How chains use queues and table.</summary>
    public Action<QueuedChainsOptions>? Chains { get; set; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDelay, TimeSpan.Zero, nameof(MaxDelay));
        ArgumentOutOfRangeException.ThrowIfLessThan(LeaseDuration, TimeSpan.FromSeconds(1), nameof(LeaseDuration));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaxPollInterval, TimeSpan.Zero, nameof(MaxPollInterval));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDequeueCount, 1, nameof(MaxDequeueCount));
        ArgumentOutOfRangeException.ThrowIfLessThan(PurgeInterval, TimeSpan.FromSeconds(1), nameof(PurgeInterval));
    }
}
