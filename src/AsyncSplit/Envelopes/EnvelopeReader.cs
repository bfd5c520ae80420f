using System.Text.Json;
using AsyncSplit.Messaging;

namespace AsyncSplit.Envelopes;

/// <summary>Reads envelopes: docs/wire-format.md.</summary>
internal static class EnvelopeReader
{
    /// <summary>Reads <paramref name="body"/> as far as a step needs.</summary>
    /// <exception cref="EnvelopeException">It is no envelope, or one of another version.</exception>
    public static Envelope Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ReadBody(body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            throw new EnvelopeException(DeadLetterKind.Malformed, $"Not an envelope: {exception.Message}", exception);
        }
    }

    private static Envelope ReadBody(ReadOnlyMemory<byte> body)
    {
        var reader = new Utf8JsonReader(body.Span, WireNames.ReaderOptions);
        ReadVersion(ref reader);

        string? chain = null;
        string? id = null;
        EnvelopeKind? kind = null;
        string? target = null;
        DateTimeOffset? created = null;
        DateTimeOffset? due = null;
        DateTimeOffset? deadline = null;
        string? traceParent = null;
        string? traceState = null;
        var attempt = 1;
        PayloadKind? payloadKind = null;
        ReadOnlyMemory<byte> payload = default;
        ReadOnlyMemory<byte> frames = default;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, WireNames.Chain))
            {
                chain = ReadString(ref reader);
            }
            else if (Is(ref reader, WireNames.Id))
            {
                id = ReadString(ref reader);
            }
            else if (Is(ref reader, WireNames.Kind))
            {
                kind = ReadKind(ref reader);
            }
            else if (Is(ref reader, WireNames.Target))
            {
                target = ReadString(ref reader);
            }
            else if (Is(ref reader, WireNames.Created))
            {
                created = ReadTime(ref reader);
            }
            else if (Is(ref reader, WireNames.Due))
            {
                due = ReadTime(ref reader);
            }
            else if (Is(ref reader, WireNames.Deadline))
            {
                deadline = ReadTime(ref reader);
            }
            else if (Is(ref reader, WireNames.TraceParent))
            {
                traceParent = ReadString(ref reader);
            }
            else if (Is(ref reader, WireNames.TraceState))
            {
                traceState = ReadString(ref reader);
            }
            else if (Is(ref reader, WireNames.Attempt))
            {
                reader.Read();
                attempt = reader.GetInt32();
            }
            else if (Is(ref reader, WireNames.Frames))
            {
                // The last member: what is in it is cut out from both ends, not read.
                frames = CutFrames(ref reader, body);
                break;
            }
            else if (PayloadOf(ref reader) is { } carried)
            {
                payloadKind = payloadKind is null ? carried : throw new JsonException("more than one of 'args', 'result' and 'error' is there.");
                payload = reader.ReadRaw(body);
            }
            else
            {
                // A member that this version does not know: versions that must be understood have another number.
                reader.ReadRaw(body);
            }
        }

        var knownKind = kind ?? throw new JsonException("'kind' is missing.");
        if (payloadKind is null || (knownKind == EnvelopeKind.Call) != (payloadKind == PayloadKind.Arguments))
        {
            throw new JsonException("a call has 'args', a resume has 'result' or 'error'.");
        }

        Frame? top = null;
        if (knownKind == EnvelopeKind.Resume && !frames.IsEmpty)
        {
            top = Frame.ReadTop(frames, out frames);
        }

        return new Envelope
        {
            Header = new EnvelopeHeader
            {
                ChainId = chain ?? throw new JsonException("'chain' is missing."),
                Id = id ?? throw new JsonException("'id' is missing."),
                Kind = knownKind,
                Target = top?.Id ?? target ?? (knownKind == EnvelopeKind.Resume ? "" : throw new JsonException("'target' is missing.")),
                CreatedAt = created ?? throw new JsonException("'created' is missing."),
                DueAt = due ?? created.Value,
                Deadline = deadline,
                TraceParent = traceParent,
                TraceState = traceState,
                Attempt = attempt,
            },
            PayloadKind = payloadKind.Value,
            Payload = payload,
            Top = top,
            Continuation = frames,
            Bytes = body.Length,
        };
    }

    private static void ReadVersion(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject
            || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !Is(ref reader, WireNames.V)
            || !reader.Read() || !reader.TryGetInt32(out var version))
        {
            throw new JsonException("the first member is not 'v', a number.");
        }

        if (version != WireNames.Version)
        {
            throw new EnvelopeException(DeadLetterKind.UnknownVersion, $"The envelope has version {version}; this build reads version {WireNames.Version}.");
        }
    }

    private static ReadOnlyMemory<byte> CutFrames(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("'frames' is no array.");
        }

        var start = (int)reader.BytesConsumed;
        var end = body.Span.LastIndexOfAnyExcept(" \t\r\n"u8);
        if (end <= start || body.Span[end] != (byte)'}')
        {
            throw new JsonException("the envelope does not end behind 'frames'.");
        }

        end = body.Span[..end].LastIndexOfAnyExcept(" \t\r\n"u8);
        return end >= start && body.Span[end] == (byte)']'
            ? body[start..end].TrimWhiteSpace()
            : throw new JsonException("'frames' is not the last member.");
    }

    private static PayloadKind? PayloadOf(ref Utf8JsonReader reader) =>
        Is(ref reader, WireNames.Args) ? PayloadKind.Arguments
        : Is(ref reader, WireNames.Result) ? PayloadKind.Result
        : Is(ref reader, WireNames.Error) ? PayloadKind.Error
        : null;

    private static EnvelopeKind ReadKind(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Is(ref reader, WireNames.Call) ? EnvelopeKind.Call
            : Is(ref reader, WireNames.Resume) ? EnvelopeKind.Resume
            : throw new JsonException($"'kind' is '{reader.GetString()}'.");
    }

    private static string ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() ?? throw new JsonException("a string is null.");
    }

    private static DateTimeOffset ReadTime(ref Utf8JsonReader reader)
    {
        reader.Read();
        return DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());
    }

    private static bool Is(ref Utf8JsonReader reader, JsonEncodedText name) => reader.ValueTextEquals(name.EncodedUtf8Bytes);
}
