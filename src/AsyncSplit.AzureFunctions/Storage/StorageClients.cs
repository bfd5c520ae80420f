using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AsyncSplit.AzureFunctions.Storage;

/// <summary>Makes the SDK's clients, from a connection string or from addresses and a credential.</summary>
internal sealed class StorageClients(AzureStorageOptions options)
{
    private QueueServiceClient? _queues;

    /// <summary>A queue.</summary>
    /// <param name="address">Its name, or the address of one in any account.</param>
    /// <exception cref="InvalidOperationException">Nothing says how to get there.</exception>
    public QueueClient Queue(string address)
    {
        var service = Service();
        if (!address.Contains("://", StringComparison.Ordinal))
        {
            return service.GetQueueClient(address);
        }

        var uri = new Uri(address);
        var home = service.Uri.AbsoluteUri.TrimEnd('/') + '/';
        return uri.Query.Length > 0 ? new QueueClient(uri)
            : address.StartsWith(home, StringComparison.Ordinal) && address.IndexOf('/', home.Length) < 0 ? service.GetQueueClient(address[home.Length..])
            : new QueueClient(uri, Credential($"the queue {address}"));
    }

    public TableServiceClient Tables() =>
        options.ConnectionString is { } connection ? new TableServiceClient(connection)
        : options.TableServiceUri is { } uri ? new TableServiceClient(uri, Credential("the tables"))
        : throw Missing("the tables", nameof(options.TableServiceUri));

    public BlobContainerClient Container(string name) =>
        options.ConnectionString is { } connection ? new BlobContainerClient(connection, name)
        : options.BlobServiceUri is { } uri ? new BlobServiceClient(uri, Credential($"the container {name}")).GetBlobContainerClient(name)
        : throw Missing("the blobs", nameof(options.BlobServiceUri));

    private static InvalidOperationException Missing(string what, string option) =>
        new($"Nothing says where {what} are: set AzureStorageOptions.ConnectionString, or {option} and Credential, or in the environment AzureWebJobsStorage.");

    // The text of messages is our own matter: the SDK would throw at one that is not encoded as it should be, and others with it.
    private QueueServiceClient Service() => _queues ??=
        options.ConnectionString is { } connection ? new QueueServiceClient(connection)
        : options.QueueServiceUri is { } uri ? new QueueServiceClient(uri, Credential("the queues"))
        : throw Missing("the queues", nameof(options.QueueServiceUri));

    private TokenCredential Credential(string what) => options.Credential
        ?? throw new InvalidOperationException($"Nothing says who asks for {what}: set AzureStorageOptions.Credential, for example to a ManagedIdentityCredential of the package Azure.Identity.");
}
