using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;

namespace AsyncSplit.ClaimChecks;

/// <summary>What travels in the place of an envelope that is too large: docs/wire-format.md.</summary>
/// <param name="Key">Under which the claim store has the envelope.</param>
/// <param name="Hash">The SHA-256 of the envelope, so that it cannot be another one.</param>
internal sealed record Claim(string Key, byte[] Hash)
{
    private static readonly JsonEncodedText s_claim = JsonEncodedText.Encode("claim");
    private static readonly JsonEncodedText s_sha256 = JsonEncodedText.Encode("sha256");

    // Longer than any that is written: what is longer is an envelope.
    private const int MaxBytes = 1024;

    /// <summary>The claim for an envelope, in its place.</summary>
    public static OutgoingEnvelope For(OutgoingEnvelope envelope)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber(WireNames.V, WireNames.Version);
            writer.WriteString(s_claim, envelope.MessageId);
            writer.WriteBase64String(s_sha256, SHA256.HashData(envelope.Body.Span));
            writer.WriteEndObject();
        }

        return envelope with { Body = buffer.WrittenSpan.ToArray() };
    }

    /// <summary>Reads a claim.</summary>
    /// <returns>Null when it is none, but an envelope, or something that the reader of envelopes will refuse.</returns>
    public static Claim? TryRead(ReadOnlySpan<byte> body)
    {
        if (body.Length > MaxBytes)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.ValueTextEquals(WireNames.V.EncodedUtf8Bytes) && reader.Read() && reader.TryGetInt32(out var version) && version == WireNames.Version
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(s_claim.EncodedUtf8Bytes) && reader.Read() && reader.GetString() is { } key
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(s_sha256.EncodedUtf8Bytes) && reader.Read() && reader.TryGetBytesFromBase64(out var hash)
                    ? new Claim(key, hash)
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A claim that is delivered as it is has lost its body.</summary>
    public static EnvelopeException Missing(ReadOnlySpan<byte> body) =>
        new(DeadLetterKind.MissingBody, $"The claim store has no body '{TryRead(body)?.Key}', or not the one that was sent.");

    /// <summary>Whether it is the envelope that the claim was made for.</summary>
    public bool IsFor(ReadOnlySpan<byte> body) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(body), Hash);
}
