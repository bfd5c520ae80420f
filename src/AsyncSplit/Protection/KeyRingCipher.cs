using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AsyncSplit.Security;

namespace AsyncSplit.Protection;

/// <summary>
/// Encrypts with the application's keys: <c>aes1.key.box</c>, AES-256-GCM. Each purpose, so each envelope, has a key of its own, derived from the application's: a nonce, which is random, would have to come twice for one
/// envelope to be worth anything.
/// </summary>
internal sealed class KeyRingCipher(ChainKeyRing keys)
{
    public const string Name = "aes1";

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public string Encrypt(string purpose, ReadOnlySpan<byte> plain)
    {
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = Cipher(keys.Current, purpose);
        aes.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(box.Length - TagBytes));
        return $"{Name}.{keys.Current.Id}.{Base64Url.EncodeToString(box)}";
    }

    /// <summary>Null for what was not encrypted here for the purpose.</summary>
    public byte[]? TryDecrypt(string purpose, ReadOnlySpan<char> text)
    {
        if (KeyedText.Read(text, Name, keys) is not ({ } key, { Length: >= NonceBytes + TagBytes } box))
        {
            return null;
        }

        var plain = new byte[box.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = Cipher(key, purpose);
            aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, plain.Length), box.AsSpan(box.Length - TagBytes), plain);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private AesGcm Cipher(ChainKey key, string purpose)
    {
        Span<byte> derived = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(keys.For(key, "asyncsplit protection: encrypt"), Encoding.UTF8.GetBytes(purpose), derived);
        return new AesGcm(derived, TagBytes);
    }
}
