using System.Security.Cryptography;

namespace AsyncSplit.Security;

/// <summary>A secret by which the processes of one application recognise what one of them has handed out: callback tokens, sealed continuations.</summary>
public sealed class ChainKey
{
    private const int MinSecretBytes = 32;
    private const int MaxIdLength = 32;

    private readonly byte[] _secret;

    /// <param name="id">What the key is called in what it has signed: at most 32 letters, digits, hyphens and underscores. Another secret has another id.</param>
    /// <param name="secret">At least 32 random bytes.</param>
    public ChainKey(string id, ReadOnlySpan<byte> secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Length > MaxIdLength || !id.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            throw new ArgumentException("A key's id has at most 32 letters, digits, hyphens and underscores.", nameof(id));
        }

        if (secret.Length < MinSecretBytes)
        {
            throw new ArgumentException($"The secret of key '{id}' has {secret.Length} bytes; it needs at least {MinSecretBytes}.", nameof(secret));
        }

        Id = id;
        _secret = secret.ToArray();
    }

    /// <summary>What the key is called.</summary>
    public string Id { get; }

    /// <summary>A key from a secret as Base64, as configurations have it: <c>openssl rand -base64 32</c> makes one.</summary>
    /// <exception cref="FormatException">It is no Base64.</exception>
    public static ChainKey FromBase64(string id, string secret) => new(id, Convert.FromBase64String(secret));

    /// <summary>A new key.</summary>
    public static ChainKey Create(string id) => new(id, RandomNumberGenerator.GetBytes(MinSecretBytes));

    /// <summary>The key for one use: what is signed for one purpose is worth nothing for another.</summary>
    internal byte[] For(ReadOnlySpan<byte> purpose) => HMACSHA256.HashData(_secret, purpose);
}
