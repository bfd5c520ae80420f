using System.Text.Json;
using AsyncSplit.ClaimChecks;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;

namespace AsyncSplit.Envelopes;

/// <summary>Reads envelopes: docs/wire-format.md.</summary>
internal static class EnvelopeReader
{
    /// <summary>Reads <paramref name="body"/> as far as a step needs.</summary>
    /// <exception cref="EnvelopeException">It is no envelope, or one of another version.</exception>
    public static Envelope Read(ReadOnlyMemory<byte> body) => Read(body, default);

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    public static Envelope Read(ReadOnlyMemory<byte> body, in EnvelopeHints known) => WrittenEnvelope.TryRead(body, known) ?? ReadAny(body);

    /// <summary>Reads an envelope, wherever its members stand.</summary>
    /// <exception cref="EnvelopeException">It is no envelope, or one of another version.</exception>
    public static Envelope ReadAny(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ReadBody(body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            throw Claim.TryRead(body.Span) is not null ? Claim.Missing(body.Span)
                : ProtectedEnvelope.TryRead(body) is not null ? new EnvelopeException(DeadLetterKind.NotAuthentic, "The envelope is signed or encrypted, and this process is not set up for that: see SignEnvelopes and EncryptEnvelopes.")
                : new EnvelopeException(DeadLetterKind.Malformed, $"Not an envelope: {exception.Message}", exception);
        }
    }

    private static Envelope ReadBody(ReadOnlyMemory<byte> body)
    {
        var reader = new Utf8JsonReader(body.Span, WireNames.ReaderOptions);
        ReadVersion(ref reader);

        var parts = new EnvelopeParts(body);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && parts.ReadMember(ref reader))
        {
        }

        return parts.ToEnvelope();
    }

    private static void ReadVersion(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject
            || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(WireNames.V.EncodedUtf8Bytes)
            || !reader.Read() || !reader.TryGetInt32(out var version))
        {
            throw new JsonException("the first member is not 'v', a number.");
        }

        if (version != WireNames.Version)
        {
            throw new EnvelopeException(DeadLetterKind.UnknownVersion, $"The envelope has version {version}; this build reads version {WireNames.Version}.");
        }
    }
}
