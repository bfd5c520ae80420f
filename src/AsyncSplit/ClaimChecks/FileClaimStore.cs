using System.Security.Cryptography;
using System.Text;

namespace AsyncSplit.ClaimChecks;

/// <summary>Keeps bodies as files in one directory, which all processes of the transport share.</summary>
/// <param name="directory">It is created when it is not there.</param>
public sealed class FileClaimStore(string directory) : IClaimStore
{
    /// <inheritdoc/>
    public int MaxBytes => Array.MaxLength;

    /// <inheritdoc/>
    public async ValueTask PutAsync(string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(directory);

        // Whoever reads it finds all of it, or nothing.
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(unfinished, body, cancellationToken).ConfigureAwait(false);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(key), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DeleteAsync(string key, CancellationToken cancellationToken)
    {
        if (Directory.Exists(directory))
        {
            File.Delete(PathOf(key));
        }

        return ValueTask.CompletedTask;
    }

    // A key comes out of an envelope: whatever it says, it names a file of this directory.
    private string PathOf(string key) => Path.Combine(directory, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}.envelope");
}
