using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AsyncSplit.Security;

namespace AsyncSplit.Protection;

/// <summary>Signs with the application's keys: <c>hmac1.key.mac</c>, HMAC-SHA256 over the length of the purpose in bytes (32 bits, big-endian), the purpose in UTF-8, and what is signed.</summary>
internal sealed class KeyRingSignatures(ChainKeyRing keys)
{
    public const string Name = "hmac1";

    public string Sign(string purpose, ReadOnlySpan<byte> data)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(keys.Current, purpose, data, mac);
        return $"{Name}.{keys.Current.Id}.{Base64Url.EncodeToString(mac)}";
    }

    public bool IsSigned(string purpose, ReadOnlySpan<char> text, ReadOnlySpan<byte> data)
    {
        if (KeyedText.Read(text, Name, keys) is not ({ } key, { } signature))
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(key, purpose, data, mac);
        return CryptographicOperations.FixedTimeEquals(mac, signature);
    }

    private void Compute(ChainKey key, string purpose, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        var head = Encoding.UTF8.GetBytes(purpose);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, head.Length);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.For(key, "asyncsplit protection: sign"));
        hash.AppendData(length);
        hash.AppendData(head);
        hash.AppendData(data);
        hash.GetHashAndReset(mac);
    }
}
