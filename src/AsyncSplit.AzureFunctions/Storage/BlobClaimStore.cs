using System.Security.Cryptography;
using System.Text;
using AsyncSplit.ClaimChecks;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AzureFunctions.Storage;

/// <summary>Keeps bodies as blobs in one container, which is created when the first one is put.</summary>
internal sealed class BlobClaimStore(BlobContainerClient container, ILogger<BlobClaimStore> logger) : IClaimStore
{
    public int MaxBytes => Array.MaxLength;

    public async ValueTask PutAsync(string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            await BlobOf(key).UploadAsync(new BinaryData(body), overwrite: true, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            logger.ContainerCreated(container.Name);
            await BlobOf(key).UploadAsync(new BinaryData(body), overwrite: true, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return (await BlobOf(key).DownloadContentAsync(cancellationToken).ConfigureAwait(false)).Value.Content.ToMemory();
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    public async ValueTask DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await BlobOf(key).DeleteIfExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // There is no container yet.
        }
    }

    // A key comes out of an envelope: whatever it says, it names a blob of this container.
    private BlobClient BlobOf(string key) => container.GetBlobClient($"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}.envelope");
}
