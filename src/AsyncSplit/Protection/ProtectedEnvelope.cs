using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Futures;
using AsyncSplit.Messaging;

namespace AsyncSplit.Protection;

/// <summary>What travels in the place of an envelope that is signed or encrypted: docs/wire-format.md.</summary>
/// <param name="Hole">Where in the envelope the ends of futures belong; null where it waits for none.</param>
/// <param name="Settled">The ends of futures, as the store has put them in: JSON values with commas between.</param>
/// <param name="Signature">The signature; null where it is encrypted.</param>
/// <param name="Body">What is signed: the envelope; empty where it is encrypted.</param>
/// <param name="Sealed">The envelope encrypted; null where it is signed.</param>
internal sealed record ProtectedEnvelope(int? Hole, ReadOnlyMemory<byte> Settled, string? Signature, ReadOnlyMemory<byte> Body, string? Sealed)
{
    private static readonly JsonEncodedText s_hole = JsonEncodedText.Encode("hole");
    private static readonly JsonEncodedText s_signature = JsonEncodedText.Encode("signature");
    private static readonly JsonEncodedText s_envelope = JsonEncodedText.Encode("envelope");
    private static readonly JsonEncodedText s_sealed = JsonEncodedText.Encode("sealed");

    /// <summary>An envelope in its protected form.</summary>
    public static OutgoingEnvelope For(OutgoingEnvelope envelope, EnvelopeProtection protection) => envelope with { Body = Write(envelope, null, protection, out _) };

    /// <summary>A wait whose envelope is in its protected form: the store puts the ends of the futures beside what is protected.</summary>
    public static FutureWait For(FutureWait wait, EnvelopeProtection protection)
    {
        var body = Write(wait.Envelope, wait.Hole, protection, out var hole);
        return wait with { Envelope = wait.Envelope with { Body = body }, Hole = hole };
    }

    /// <summary>Reads what <see cref="For(OutgoingEnvelope, EnvelopeProtection)"/> has written.</summary>
    /// <returns>Null when it is something else.</returns>
    public static ProtectedEnvelope? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span, WireNames.ReaderOptions);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(WireNames.V.EncodedUtf8Bytes)
                && reader.Read() && reader.TryGetInt32(out var version) && version == WireNames.Version
                    ? ReadMembers(ref reader, body)
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The envelope, with the ends of futures as they are.</summary>
    /// <returns>False when it is not authentic.</returns>
    public bool TryOpen(string messageId, EnvelopeProtection protection, out ReadOnlyMemory<byte> envelope)
    {
        var of = Owner(messageId, Hole);
        envelope = Body;
        if (Sealed is null ? !protection.IsSigned(ProtectedThing.Envelope, of, Signature!, Body.Span) : !protection.TryDecrypt(ProtectedThing.Envelope, of, Sealed, out envelope))
        {
            return false;
        }

        if (Hole is { } hole && !Settled.IsEmpty)
        {
            envelope = FutureWait.Complete(envelope.Span, hole, [Settled]);
        }

        return true;
    }

    private static byte[] Write(OutgoingEnvelope envelope, int? hole, EnvelopeProtection protection, out int protectedHole)
    {
        var of = Owner(envelope.MessageId, hole);
        var buffer = new ArrayBufferWriter<byte>(256 + (protection.Encrypts ? envelope.Body.Length * 3 / 2 : envelope.Body.Length));
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteNumber(WireNames.V, WireNames.Version);
        protectedHole = 0;
        if (hole is { } place)
        {
            json.WriteNumber(s_hole, place);
            json.WriteStartArray(FutureNames.Settled);
            protectedHole = (int)(json.BytesCommitted + json.BytesPending);
            json.WriteEndArray();
        }

        if (protection.Encrypts)
        {
            json.WriteString(s_sealed, protection.Encrypt(ProtectedThing.Envelope, of, envelope.Body.Span));
        }
        else
        {
            json.WriteString(s_signature, protection.Sign(ProtectedThing.Envelope, of, envelope.Body.Span));
            json.WritePropertyName(s_envelope);
            json.WriteRawValue(envelope.Body.Span, skipInputValidation: true);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static ProtectedEnvelope? ReadMembers(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        int? hole = null;
        ReadOnlyMemory<byte> settled = default;
        string? signature = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(s_hole.EncodedUtf8Bytes))
            {
                reader.Read();
                hole = reader.GetInt32();
            }
            else if (reader.ValueTextEquals(FutureNames.Settled.EncodedUtf8Bytes))
            {
                var array = reader.ReadRaw(body);
                settled = array.Span[0] == (byte)'[' ? array[1..^1].TrimWhiteSpace() : throw new JsonException("'settled' is no array.");
            }
            else if (reader.ValueTextEquals(s_signature.EncodedUtf8Bytes))
            {
                reader.Read();
                signature = reader.GetString();
            }
            else if (reader.ValueTextEquals(s_sealed.EncodedUtf8Bytes))
            {
                reader.Read();
                return reader.GetString() is { } text && reader.Read() && reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? new ProtectedEnvelope(hole, settled, null, default, text) : null;
            }
            else
            {
                // Signed is the last member, to its last byte: nothing in it is read before the signature is known to be right.
                return reader.ValueTextEquals(s_envelope.EncodedUtf8Bytes) && signature is not null && reader.Read() && body.Span[^1] == (byte)'}'
                    ? new ProtectedEnvelope(hole, settled, signature, body[(int)reader.TokenStartIndex..^1], null)
                    : null;
            }
        }

        return null;
    }

    private static string Owner(string messageId, int? hole) => string.Create(CultureInfo.InvariantCulture, $"{messageId}\n{hole}");
}
