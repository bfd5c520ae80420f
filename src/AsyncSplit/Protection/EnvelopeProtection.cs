using System.Buffers.Text;
using AsyncSplit.Security;

namespace AsyncSplit.Protection;

/// <summary>Signs or encrypts what lies in queue and store, and knows what is its own: <c>thing.scheme.…</c> (docs/wire-format.md).</summary>
internal sealed class EnvelopeProtection
{
    private readonly KeyRingSignatures? _signatures;
    private readonly KeyRingCipher? _keyRing;
    private readonly IEnvelopeCipher? _cipher;

    /// <param name="encrypts">Whether it encrypts, and does not only sign.</param>
    /// <param name="stage">How far it is introduced.</param>
    /// <param name="keys">The application's keys; null where none are configured.</param>
    /// <param name="cipher">What encrypts; null for the application's keys.</param>
    public EnvelopeProtection(bool encrypts, EnvelopeProtectionStage stage, ChainKeyRing? keys, IEnvelopeCipher? cipher)
    {
        if (keys is null && cipher is null)
        {
            throw new InvalidOperationException(
                "Envelopes are signed and encrypted with keys that every process of the application has: configure one with UseSigningKeys(ChainKey.FromBase64(\"2026-01\", secret)).");
        }

        Encrypts = encrypts;
        Stage = stage;
        _signatures = keys is null ? null : new KeyRingSignatures(keys);
        _keyRing = keys is null ? null : new KeyRingCipher(keys);
        _cipher = cipher;
    }

    /// <summary>Whether what is written is encrypted, and not only signed.</summary>
    public bool Encrypts { get; }

    /// <summary>How far it is introduced.</summary>
    public EnvelopeProtectionStage Stage { get; }

    /// <summary>Whether what is not protected is refused.</summary>
    public bool IsRequired => Stage == EnvelopeProtectionStage.Required;

    /// <summary>How large an envelope may be that becomes no larger than <paramref name="limit"/> when it is protected.</summary>
    public int PlainLimit(int limit)
    {
        const int Wrapping = 512;
        return limit == int.MaxValue ? limit : Math.Max(0, Encrypts ? (limit - Wrapping) / 4 * 3 : limit - Wrapping);
    }

    /// <param name="thing">What it is: <see cref="ProtectedThing"/>.</param>
    /// <param name="of">Whose it is.</param>
    /// <param name="data">What is signed.</param>
    public string Sign(string thing, string of, ReadOnlySpan<byte> data) => $"{thing}.{_signatures!.Sign(Purpose(thing, of), data)}";

    public bool IsSigned(string thing, string of, string signature, ReadOnlySpan<byte> data) =>
        _signatures is not null && TryStrip(thing, signature, out var signed) && _signatures.IsSigned(Purpose(thing, of), signed, data);

    /// <inheritdoc cref="Sign"/>
    public string Encrypt(string thing, string of, ReadOnlySpan<byte> data) => _cipher is not null
        ? $"{thing}.{_cipher.Name}.{Base64Url.EncodeToString(_cipher.Encrypt(Purpose(thing, of), data))}"
        : $"{thing}.{_keyRing!.Encrypt(Purpose(thing, of), data)}";

    /// <summary>False for what was not encrypted here, for this.</summary>
    public bool TryDecrypt(string thing, string of, string encrypted, out ReadOnlyMemory<byte> plain)
    {
        // An array that is null would be a memory as good as any.
        var bytes = TryStrip(thing, encrypted, out var text) ? TryDecrypt(Purpose(thing, of), text) : null;
        plain = bytes;
        return bytes is not null;
    }

    private byte[]? TryDecrypt(string purpose, ReadOnlySpan<char> text)
    {
        if (_cipher is not null && TryStrip(_cipher.Name, text, out var box))
        {
            return Base64Url.IsValid(box) ? _cipher.TryDecrypt(purpose, Base64Url.DecodeFromChars(box)) : null;
        }

        return _keyRing?.TryDecrypt(purpose, text);
    }

    private static string Purpose(string thing, string of) => $"{thing}\n{of}";

    private static bool TryStrip(string first, ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        var isFirst = text.StartsWith(first, StringComparison.Ordinal) && text.Length > first.Length && text[first.Length] == '.';
        rest = isFirst ? text[(first.Length + 1)..] : default;
        return isFirst;
    }
}
