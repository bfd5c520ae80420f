using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AsyncSplit.Security;

/// <summary>Makes and reads callback tokens: <c>c1.key.payload.signature</c>, all of it URL-safe.</summary>
/// <param name="keys">The keys; null where none are configured.</param>
internal sealed class CallbackTokens(ChainKeyRing? keys)
{
    private const string Version = "c1";
    private const int MaxLength = 4096;

    private ChainKeyRing Keys => keys ?? throw new InvalidOperationException(
        "Callback tokens are signed, and every process of the application needs the same key for that: configure one with UseSigningKeys(ChainKey.FromBase64(\"2026-01\", secret)).");

    /// <exception cref="InvalidOperationException">No key is configured.</exception>
    public CallbackToken Create(CallbackTicket ticket)
    {
        var key = Keys.Current;
        var expires = ticket.ExpiresAt == DateTimeOffset.MaxValue ? 0 : ticket.ExpiresAt.ToUnixTimeMilliseconds();

        // The chain's id comes last: it may be any text.
        var payload = string.Create(CultureInfo.InvariantCulture, $"{expires}\n{ticket.FutureId}\n{ticket.ValueType}\n{ticket.ChainId}");
        var signed = $"{Version}.{key.Id}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        return new CallbackToken($"{signed}.{Base64Url.EncodeToString(Sign(key, signed))}");
    }

    /// <exception cref="InvalidCallbackTokenException">It is none of ours.</exception>
    /// <exception cref="InvalidOperationException">No key is configured.</exception>
    public CallbackTicket Read(CallbackToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Value is not { Length: > 0 and <= MaxLength } text || text.Split('.') is not [Version, var keyId, var payload, var signature])
        {
            throw new InvalidCallbackTokenException("it has another form.");
        }

        var key = Keys.Find(keyId) ?? throw new InvalidCallbackTokenException("its key is not known here.");
        return CryptographicOperations.FixedTimeEquals(Sign(key, text[..text.LastIndexOf('.')]), Decode(signature))
            ? Parse(Encoding.UTF8.GetString(Decode(payload)))
            : throw new InvalidCallbackTokenException("its signature is wrong.");
    }

    private static CallbackTicket Parse(string payload) =>
        payload.Split('\n', 4) is [var expires, var future, var type, var chain] && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? new CallbackTicket(chain, future, type, milliseconds == 0 ? DateTimeOffset.MaxValue : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
            : throw new InvalidCallbackTokenException("it has another form.");

    private static byte[] Sign(ChainKey key, string text) => HMACSHA256.HashData(key.For("asyncsplit callback token"u8), Encoding.UTF8.GetBytes(text));

    private static byte[] Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException exception)
        {
            throw new InvalidCallbackTokenException("it has another form.", exception);
        }
    }
}
