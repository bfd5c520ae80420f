using System.Text.Json;

namespace AsyncSplit.Envelopes;

/// <summary>The members of an envelope, until all that it needs is known to be there.</summary>
internal sealed class EnvelopeParts(ReadOnlyMemory<byte> body)
{
    private string? _chain;
    private string? _id;
    private EnvelopeKind? _kind;
    private string? _target;
    private DateTimeOffset? _created;
    private DateTimeOffset? _due;
    private DateTimeOffset? _deadline;
    private string? _traceParent;
    private string? _traceState;
    private int _attempt = 1;
    private bool _isCancelled;
    private PayloadKind? _payloadKind;
    private ReadOnlyMemory<byte> _payload;
    private ReadOnlyMemory<byte> _frames;

    /// <summary>Reads the member on whose name the reader stands. False where nothing follows that is to be read.</summary>
    public bool ReadMember(ref Utf8JsonReader reader)
    {
        if (Is(ref reader, WireNames.Chain))
        {
            _chain = ReadString(ref reader);
        }
        else if (Is(ref reader, WireNames.Id))
        {
            _id = ReadString(ref reader);
        }
        else if (Is(ref reader, WireNames.Kind))
        {
            _kind = ReadKind(ref reader);
        }
        else if (Is(ref reader, WireNames.Target))
        {
            _target = ReadString(ref reader);
        }
        else if (Is(ref reader, WireNames.Created))
        {
            _created = ReadTime(ref reader);
        }
        else if (Is(ref reader, WireNames.Due))
        {
            _due = ReadTime(ref reader);
        }
        else if (Is(ref reader, WireNames.Deadline))
        {
            _deadline = ReadTime(ref reader);
        }
        else if (Is(ref reader, WireNames.TraceParent))
        {
            _traceParent = ReadString(ref reader);
        }
        else if (Is(ref reader, WireNames.TraceState))
        {
            _traceState = ReadString(ref reader);
        }
        else if (Is(ref reader, WireNames.Attempt))
        {
            reader.Read();
            _attempt = reader.GetInt32();
        }
        else if (Is(ref reader, WireNames.Cancelled))
        {
            reader.Read();
            _isCancelled = reader.GetBoolean();
        }
        else if (Is(ref reader, WireNames.Frames))
        {
            // The last member: what is in it is cut out from both ends, not read.
            _frames = CutFrames(ref reader);
            return false;
        }
        else if (PayloadOf(ref reader) is { } carried)
        {
            _payloadKind = _payloadKind is null ? carried : throw new JsonException("more than one of 'args', 'result' and 'error' is there.");
            _payload = reader.ReadRaw(body);
        }
        else
        {
            // A member that this version does not know: versions that must be understood have another number.
            reader.ReadRaw(body);
        }

        return true;
    }

    /// <exception cref="JsonException">Something is missing, or does not go with the rest.</exception>
    public Envelope ToEnvelope()
    {
        var knownKind = _kind ?? throw new JsonException("'kind' is missing.");
        if (_payloadKind is null || (knownKind == EnvelopeKind.Call) != (_payloadKind == PayloadKind.Arguments))
        {
            throw new JsonException("a call has 'args', a resume has 'result' or 'error'.");
        }

        Frame? top = null;
        var continuation = _frames;
        if (knownKind == EnvelopeKind.Resume && !continuation.IsEmpty)
        {
            top = Frame.ReadTop(continuation, out continuation);
        }

        return new Envelope
        {
            Header = new EnvelopeHeader
            {
                ChainId = _chain ?? throw new JsonException("'chain' is missing."),
                Id = _id ?? throw new JsonException("'id' is missing."),
                Kind = knownKind,
                Target = top?.Id ?? _target ?? (knownKind == EnvelopeKind.Resume ? "" : throw new JsonException("'target' is missing.")),
                CreatedAt = _created ?? throw new JsonException("'created' is missing."),
                DueAt = _due ?? _created.Value,
                Deadline = _deadline,
                TraceParent = _traceParent,
                TraceState = _traceState,
                Attempt = _attempt,
                IsCancelled = _isCancelled,
            },
            PayloadKind = _payloadKind.Value,
            Payload = _payload,
            Top = top,
            Continuation = continuation,
            Bytes = body.Length,
        };
    }

    private ReadOnlyMemory<byte> CutFrames(ref Utf8JsonReader reader)
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
