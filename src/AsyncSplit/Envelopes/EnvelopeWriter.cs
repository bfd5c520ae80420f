using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AsyncSplit.Futures;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Envelopes;

/// <summary>Writes one envelope: <see cref="Begin"/>, a payload, at most one <see cref="Frame"/>, <see cref="End"/>.</summary>
internal sealed class EnvelopeWriter
{
    /// <summary>The resume point of the frame that stands for all frames, outside of the application.</summary>
    public const string Sealed = "$sealed";

    /// <summary>The member of its state.</summary>
    public const string SealedState = "seal";

    // A buffer that once grew this large is given back to the garbage collector instead of being kept.
    private const int MaxKeptBytes = 256 * 1024;

    // Writing is synchronous, so one writer per thread is enough; it is taken out while it is in use.
    [ThreadStatic]
    private static EnvelopeWriter? s_cached;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;
    private Range _state;
    private ChainRegistry? _registry;

    private EnvelopeWriter() =>
        _json = new Utf8JsonWriter(_buffer, StateWriter.Options with { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The captured state in what <see cref="End"/> gave; empty without one.</summary>
    public Range State => _state;

    /// <param name="registry">The exception types that are known, for exceptions among the values.</param>
    public static EnvelopeWriter Rent(ChainRegistry? registry = null)
    {
        var writer = s_cached ?? new EnvelopeWriter();
        s_cached = null;
        writer._buffer.ResetWrittenCount();
        writer._json.Reset();
        writer._state = default;
        writer._registry = registry;
        return writer;
    }

    public void Return()
    {
        if (_buffer.Capacity <= MaxKeptBytes)
        {
            s_cached = this;
        }
    }

    /// <summary>Writes one value and nothing around it, with a writer of its own.</summary>
    public static byte[] WriteValue(Action<StateWriter> write, ChainRegistry? registry = null)
    {
        var writer = Rent(registry);
        var bytes = writer.WriteAlone(write);
        writer.Return();
        return bytes;
    }

    /// <summary>Writes frames, top first, and behind them those below, as they are: a continuation.</summary>
    public static byte[] WriteFrames(IEnumerable<(CapturedState State, ResumePoint Point)> frames, ReadOnlySpan<byte> below, ChainRegistry registry)
    {
        var writer = Rent(registry);
        writer._json.WriteStartArray();
        foreach (var (state, point) in frames)
        {
            writer.WriteFrame(state, point, null);
        }

        writer._json.Flush();
        var above = writer._buffer.WrittenSpan[1..];
        ReadOnlySpan<byte> separator = below.IsEmpty ? default : ","u8;
        byte[] continuation = [.. above, .. separator, .. below];
        writer.Return();
        return continuation;
    }

    /// <summary>Writes one value and nothing around it.</summary>
    public byte[] WriteAlone(Action<StateWriter> write, ChainRegistry? registry = null)
    {
        write(new StateWriter(_json) { Registry = _registry });
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Begin(in EnvelopeHeader header)
    {
        _json.WriteStartObject();
        _json.WriteNumber(WireNames.V, WireNames.Version);
        _json.WriteString(WireNames.Chain, header.ChainId);
        _json.WriteString(WireNames.Id, header.Id);
        _json.WriteString(WireNames.Kind, header.Kind == EnvelopeKind.Call ? WireNames.Call : WireNames.Resume);
        _json.WriteString(WireNames.Target, header.Target);
        _json.WriteNumber(WireNames.Created, header.CreatedAt.ToUnixTimeMilliseconds());
        if (header.DueAt > header.CreatedAt)
        {
            _json.WriteNumber(WireNames.Due, header.DueAt.ToUnixTimeMilliseconds());
        }

        if (header.Deadline is { } deadline)
        {
            _json.WriteNumber(WireNames.Deadline, deadline.ToUnixTimeMilliseconds());
        }

        if (header.TraceParent is not null)
        {
            _json.WriteString(WireNames.TraceParent, header.TraceParent);
        }

        if (header.TraceState is not null)
        {
            _json.WriteString(WireNames.TraceState, header.TraceState);
        }

        if (header.Attempt > 1)
        {
            _json.WriteNumber(WireNames.Attempt, header.Attempt);
        }

        if (header.IsCancelled)
        {
            _json.WriteBoolean(WireNames.Cancelled, true);
        }
    }

    /// <summary>Names the payload; the caller writes its one value next.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="registry">Knows the exceptions that may be in it.</param>
    public StateWriter Payload(PayloadKind kind, ChainRegistry? registry = null)
    {
        _json.WritePropertyName(kind switch
        {
            PayloadKind.Arguments => WireNames.Args,
            PayloadKind.Result => WireNames.Result,
            _ => WireNames.Error,
        });
        return new StateWriter(_json) { Registry = _registry };
    }

    public void Payload(PayloadKind kind, ReadOnlySpan<byte> value)
    {
        Payload(kind);
        _json.WriteRawValue(value, skipInputValidation: true);
    }

    /// <summary>Names the payload of an envelope that waits for futures.</summary>
    /// <returns>Where in the body their outcomes belong.</returns>
    public int FuturesPayload()
    {
        _json.WriteStartObject(WireNames.Result);
        _json.WriteStartArray(FutureNames.Settled);
        var hole = (int)(_json.BytesCommitted + _json.BytesPending);
        _json.WriteEndArray();
        _json.WriteEndObject();
        return hole;
    }

    /// <summary>Pushes a frame.</summary>
    public void Frame(CapturedState state, ResumePoint point, StepFutures? futures)
    {
        _json.WriteStartArray(WireNames.Frames);
        WriteFrame(state, point, futures);
    }

    private void WriteFrame(CapturedState state, ResumePoint point, StepFutures? futures)
    {
        BeginFrame(point.Id, point.Fingerprint, point.Catches);
        var start = (int)(_json.BytesCommitted + _json.BytesPending);
        state.Write(new StateWriter(_json, point.TracksIdentity) { Registry = _registry, Futures = futures });
        _state = start..(int)(_json.BytesCommitted + _json.BytesPending);
        _json.WriteEndObject();
    }

    /// <summary>Pushes a frame as it came.</summary>
    public void RawFrame(Frame frame)
    {
        _json.WriteStartArray(WireNames.Frames);
        BeginFrame(frame.Id, frame.Fingerprint, frame.Catches);
        _json.WriteRawValue(frame.State.Span, skipInputValidation: true);
        _json.WriteEndObject();
    }

    /// <summary>Pushes the frame that a started call answers to.</summary>
    /// <param name="futureId">The future that it ends.</param>
    /// <param name="isRemembered">Whether others may try to end it too.</param>
    /// <param name="awaitedBy">The envelope that waits for it; null where that is not known.</param>
    public void FutureFrame(string futureId, bool isRemembered = false, string? awaitedBy = null)
    {
        _json.WriteStartArray(WireNames.Frames);
        BeginFrame(FutureNames.ResumePoint, "", catches: true);
        _json.WriteStartObject();
        _json.WriteString(WireNames.Id, futureId);
        if (isRemembered)
        {
            _json.WriteBoolean(FutureNames.Once, true);
        }

        if (awaitedBy is not null)
        {
            _json.WriteString(FutureNames.Wait, awaitedBy);
        }

        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Pushes the frame that stands for all others outside.</summary>
    public void SealedFrame(string seal)
    {
        _json.WriteStartArray(WireNames.Frames);
        BeginFrame(Sealed, "", catches: true);
        _json.WriteStartObject();
        _json.WriteString(SealedState, seal);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>Ends the envelope with the frames below, as they are.</summary>
    /// <returns>The envelope. The continuation is copied once, as a block.</returns>
    public byte[] End(ReadOnlySpan<byte> continuation)
    {
        var pushed = _json.CurrentDepth == 2;
        if (!pushed)
        {
            _json.WriteStartArray(WireNames.Frames);
        }

        _json.Flush();
        var head = _buffer.WrittenSpan;
        ReadOnlySpan<byte> separator = pushed && !continuation.IsEmpty ? ","u8 : default;
        var body = new byte[head.Length + separator.Length + continuation.Length + 2];
        head.CopyTo(body);
        separator.CopyTo(body.AsSpan(head.Length));
        continuation.CopyTo(body.AsSpan(head.Length + separator.Length));
        "]}"u8.CopyTo(body.AsSpan(body.Length - 2));
        return body;
    }

    private void BeginFrame(string id, string fingerprint, bool catches)
    {
        _json.WriteStartObject();
        _json.WriteString(WireNames.At, id);
        _json.WriteString(WireNames.Shape, fingerprint);
        _json.WriteBoolean(WireNames.Catches, catches);
        _json.WritePropertyName(WireNames.State);
    }
}
