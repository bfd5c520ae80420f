using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AsyncSplit.Envelopes;

namespace AsyncSplit.Security;

/// <summary>
/// Seals the frames of a call that leaves for another program: <c>s1.key.sealed</c>, AES-256-GCM. Nobody there reads captured state or changes it, and what comes back with a seal answers
/// the call that left with it, once.
/// </summary>
/// <param name="keys">The keys; null where none are configured.</param>
internal sealed class ContinuationSeal(ChainKeyRing? keys)
{
    private const string Version = "s1";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private ChainKeyRing Keys => keys ?? throw new InvalidOperationException(
        "What leaves for other programs is sealed, and every process of the application needs the same key for that: configure one with UseSigningKeys(ChainKey.FromBase64(\"2026-01\", secret)).");

    /// <exception cref="InvalidOperationException">No key is configured.</exception>
    public string Seal(in EnvelopeHeader call, ReadOnlySpan<byte> frames)
    {
        var key = Keys.Current;
        var head = Encoding.UTF8.GetBytes($"{call.Id}\n{(call.IsCancelled ? 1 : 0)}\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(call.ChainId))}\n");
        var box = new byte[NonceBytes + head.Length + frames.Length + TagBytes];
        var nonce = box.AsSpan(0, NonceBytes);
        var text = box.AsSpan(NonceBytes, head.Length + frames.Length);
        RandomNumberGenerator.Fill(nonce);
        head.CopyTo(text);
        frames.CopyTo(text[head.Length..]);
        var prefix = $"{Version}.{key.Id}";
        using var aes = Cipher(key);
        aes.Encrypt(nonce, text, text, box.AsSpan(box.Length - TagBytes), Encoding.ASCII.GetBytes(prefix));
        return $"{prefix}.{Base64Url.EncodeToString(box)}";
    }

    /// <summary>Null for what was not sealed here.</summary>
    /// <exception cref="InvalidOperationException">No key is configured.</exception>
    public SealedContinuation? Open(string seal)
    {
        if (seal.Split('.') is not [Version, var keyId, var boxed] || Keys.Find(keyId) is not { } key || !Base64Url.IsValid(boxed))
        {
            return null;
        }

        var box = Base64Url.DecodeFromChars(boxed);
        if (box.Length < NonceBytes + TagBytes)
        {
            return null;
        }

        var text = new byte[box.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = Cipher(key);
            aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, text.Length), box.AsSpan(box.Length - TagBytes), text, Encoding.ASCII.GetBytes($"{Version}.{keyId}"));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Read(text);
    }

    // It is authentic: it has the form in which it was written.
    private static SealedContinuation Read(byte[] text)
    {
        var position = 0;
        var callId = Line(text, ref position);
        var isCancelled = Line(text, ref position) == "1";
        var chainId = Encoding.UTF8.GetString(Convert.FromBase64String(Line(text, ref position)));
        return new SealedContinuation(chainId, callId, isCancelled, text.AsMemory(position));
    }

    private static string Line(byte[] text, ref int position)
    {
        var end = Array.IndexOf(text, (byte)'\n', position);
        var line = Encoding.UTF8.GetString(text, position, end - position);
        position = end + 1;
        return line;
    }

    private static AesGcm Cipher(ChainKey key) => new(key.For("asyncsplit continuation"u8), TagBytes);
}
