namespace AsyncSplit.ClaimChecks;

/// <summary>Keeps the bodies of envelopes that are too large for the transport: blobs, files. A small envelope with the key, the claim, travels instead.</summary>
/// <remarks>
/// A body is put before the claim is sent and removed when its step is committed. A process that dies in between leaves a body behind that nobody claims: let the store forget what is older than the longest
/// time that an envelope may wait.
/// </remarks>
public interface IClaimStore
{
    /// <summary>The largest body that can be kept, in bytes.</summary>
    int MaxBytes { get; }

    /// <summary>Keeps a body; one that is there already under the key is the same.</summary>
    ValueTask PutAsync(string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Gets a body.</summary>
    /// <returns>Null when there is none.</returns>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes a body, if it is there.</summary>
    ValueTask DeleteAsync(string key, CancellationToken cancellationToken);
}
