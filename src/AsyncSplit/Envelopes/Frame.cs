using System.Text.Json;
using AsyncSplit.Messaging;

namespace AsyncSplit.Envelopes;

/// <summary>A resume point with its captured state, as it travels.</summary>
/// <param name="Id">The resume point.</param>
/// <param name="Fingerprint">The shape of the captured state when it was written.</param>
/// <param name="Catches">Whether an error may run code there.</param>
/// <param name="State">The captured state: one JSON object.</param>
internal sealed record Frame(string Id, string Fingerprint, bool Catches, ReadOnlyMemory<byte> State)
{
    /// <summary>Reads the first of <paramref name="frames"/>.</summary>
    /// <param name="frames">JSON objects with commas between, at least one.</param>
    /// <param name="rest">The frames below it, unread.</param>
    /// <exception cref="EnvelopeException">It is no frame.</exception>
    public static Frame ReadTop(ReadOnlyMemory<byte> frames, out ReadOnlyMemory<byte> rest)
    {
        try
        {
            var reader = new Utf8JsonReader(frames.Span, WireNames.ReaderOptions);
            var frame = Read(ref reader, frames);
            rest = SkipSeparator(frames[(int)reader.BytesConsumed..]);
            return frame;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new EnvelopeException(DeadLetterKind.Malformed, $"The top frame cannot be read: {exception.Message}", exception);
        }
    }

    private static Frame Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> frames)
    {
        string? id = null;
        string? fingerprint = null;
        var catches = false;
        ReadOnlyMemory<byte>? state = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("a frame is an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(WireNames.At.EncodedUtf8Bytes))
            {
                reader.Read();
                id = reader.GetString();
            }
            else if (reader.ValueTextEquals(WireNames.Shape.EncodedUtf8Bytes))
            {
                reader.Read();
                fingerprint = reader.GetString();
            }
            else if (reader.ValueTextEquals(WireNames.Catches.EncodedUtf8Bytes))
            {
                reader.Read();
                catches = reader.GetBoolean();
            }
            else
            {
                var isState = reader.ValueTextEquals(WireNames.State.EncodedUtf8Bytes);
                var value = reader.ReadRaw(frames);
                state = isState ? value : state;
            }
        }

        return new Frame(
            id ?? throw new JsonException("'at' is missing."),
            fingerprint ?? throw new JsonException("'shape' is missing."),
            catches,
            state ?? throw new JsonException("'state' is missing."));
    }

    private static ReadOnlyMemory<byte> SkipSeparator(ReadOnlyMemory<byte> rest)
    {
        rest = rest.TrimWhiteSpace();
        if (rest.IsEmpty)
        {
            return rest;
        }

        return rest.Span[0] == (byte)',' && rest.Length > 1 ? rest[1..].TrimWhiteSpace() : throw new JsonException("frames are separated by commas.");
    }
}
