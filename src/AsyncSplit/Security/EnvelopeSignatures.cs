using System.Buffers.Text;
using System.Security.Cryptography;

namespace AsyncSplit.Security;

/// <summary>Signs envelopes that come back over HTTP, by a broker that pushes them: <c>e1.key.signature</c>, HMAC-SHA256 with the keys of <c>UseSigningKeys</c>.</summary>
/// <remarks>Resolve it from the services. Who repeats an envelope with its signature repeats a step, which does no harm to the chain; there is no time in it, since a broker may take its time.</remarks>
public sealed class EnvelopeSignatures
{
    private const string Version = "e1";

    private readonly ChainKeyRing? _keys;

    internal EnvelopeSignatures(ChainKeyRing? keys) => _keys = keys;

    /// <summary>Whether there is a key to sign with.</summary>
    public bool HasKeys => _keys is not null;

    /// <summary>Signs the bytes of an envelope.</summary>
    /// <exception cref="InvalidOperationException">No key is configured.</exception>
    public string Sign(ReadOnlySpan<byte> envelope)
    {
        var key = _keys?.Current ?? throw new InvalidOperationException(
            "Envelopes are signed, and every process of the application needs the same key for that: configure one with UseSigningKeys(ChainKey.FromBase64(\"2026-01\", secret)).");
        return $"{Version}.{key.Id}.{Base64Url.EncodeToString(SignatureOf(key, envelope))}";
    }

    /// <summary>Whether the signature is one of these bytes, by a key that is still good.</summary>
    public bool IsGenuine(ReadOnlySpan<byte> envelope, string? signature) =>
        signature?.Split('.') is [Version, var keyId, var signed] && _keys?.Find(keyId) is { } key && Base64Url.IsValid(signed)
        && CryptographicOperations.FixedTimeEquals(SignatureOf(key, envelope), Base64Url.DecodeFromChars(signed));

    private static byte[] SignatureOf(ChainKey key, ReadOnlySpan<byte> envelope) => HMACSHA256.HashData(key.For("asyncsplit pushed envelope"u8), envelope);
}
