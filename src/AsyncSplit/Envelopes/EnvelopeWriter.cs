using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AsyncSplit.Futures;
using AsyncSplit.Runtime;
using AsyncSplit.Serialization;

namespace AsyncSplit.Envelopes;

/// <summary>Writes one envelope: <see cref="Begin"/>, a payload, at most one <see cref="Frame"/>, <see cref="End"/>.</summary>
/// <remarks>Values are written as JSON; what is around them is the same in each envelope, and written as the bytes that it is. <see cref="WrittenEnvelope"/> reads it in the same way.</remarks>
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

    // What stands in a JSON string as it is.
    private static readonly SearchValues<char> s_plain = SearchValues.Create(" !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;
    private readonly StateWriter _values;
    private Range _state;
    private bool _hasFrame;
    private ChainRegistry? _registry;

    private EnvelopeWriter()
    {
        _json = new Utf8JsonWriter(_buffer, StateWriter.Options with { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _values = new StateWriter(_json);
    }

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
        writer._hasFrame = false;
        writer._registry = registry;
        return writer;
    }

    public void Return()
    {
        _values.With(null, null);
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
        foreach (var (state, point) in frames)
        {
            writer.Raw(writer._buffer.WrittenCount > 0 ? ","u8 : default);
            writer.WriteFrame(state, point, null);
        }

        ReadOnlySpan<byte> separator = below.IsEmpty ? default : ","u8;
        byte[] continuation = [.. writer._buffer.WrittenSpan, .. separator, .. below];
        writer.Return();
        return continuation;
    }

    /// <summary>Writes one value and nothing around it.</summary>
    public byte[] WriteAlone(Action<StateWriter> write)
    {
        write(_values.With(_registry, null));
        EndValue();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Begin(in EnvelopeHeader header)
    {
        Raw("""{"v":1,"chain":"""u8);
        Text(header.ChainId);
        Raw(""","id":"""u8);
        Text(header.Id);
        Raw(header.Kind == EnvelopeKind.Call ? ""","kind":"call","target":"""u8 : ""","kind":"resume","target":"""u8);
        Text(header.Target);
        Raw(""","created":"""u8);
        Number(header.CreatedAt.ToUnixTimeMilliseconds());
        if (header.DueAt > header.CreatedAt)
        {
            Raw(""","due":"""u8);
            Number(header.DueAt.ToUnixTimeMilliseconds());
        }

        if (header.Deadline is { } deadline)
        {
            Raw(""","deadline":"""u8);
            Number(deadline.ToUnixTimeMilliseconds());
        }

        if (header.TraceParent is not null)
        {
            Raw(""","traceparent":"""u8);
            Text(header.TraceParent);
        }

        if (header.TraceState is not null)
        {
            Raw(""","tracestate":"""u8);
            Text(header.TraceState);
        }

        if (header.Attempt > 1)
        {
            Raw(""","attempt":"""u8);
            Number(header.Attempt);
        }

        Raw(header.IsCancelled ? ""","cancelled":true"""u8 : default);
    }

    /// <summary>Names the payload; the caller writes its one value next.</summary>
    public StateWriter Payload(PayloadKind kind)
    {
        Raw(kind switch
        {
            PayloadKind.Arguments => ""","args":"""u8,
            PayloadKind.Result => ""","result":"""u8,
            _ => ""","error":"""u8,
        });
        return _values.With(_registry, null);
    }

    public void Payload(PayloadKind kind, ReadOnlySpan<byte> value)
    {
        Payload(kind);
        Raw(value);
    }

    /// <summary>Names the payload of an envelope that waits for futures.</summary>
    /// <returns>Where in the body their outcomes belong.</returns>
    public int FuturesPayload()
    {
        Raw(""","result":{"settled":["""u8);
        var hole = _buffer.WrittenCount;
        Raw("]}"u8);
        return hole;
    }

    /// <summary>Pushes a frame.</summary>
    public void Frame(CapturedState state, ResumePoint point, StepFutures? futures)
    {
        BeginFrames();
        WriteFrame(state, point, futures);
    }

    /// <summary>Pushes a frame as it came.</summary>
    public void RawFrame(Frame frame)
    {
        BeginFrames();
        BeginFrame(frame.Id, frame.Fingerprint, frame.Catches);
        Raw(frame.State.Span);
        Raw("}"u8);
    }

    /// <summary>Pushes the frame that a started call answers to.</summary>
    /// <param name="futureId">The future that it ends.</param>
    /// <param name="isRemembered">Whether others may try to end it too.</param>
    /// <param name="awaitedBy">The envelope that waits for it; null where that is not known.</param>
    public void FutureFrame(string futureId, bool isRemembered = false, string? awaitedBy = null)
    {
        BeginFrames();
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
        Raw("}"u8);
    }

    /// <summary>Pushes the frame that stands for all others outside.</summary>
    public void SealedFrame(string seal)
    {
        BeginFrames();
        BeginFrame(Sealed, "", catches: true);
        _json.WriteStartObject();
        _json.WriteString(SealedState, seal);
        _json.WriteEndObject();
        Raw("}"u8);
    }

    /// <summary>Ends the envelope with the frames below, as they are.</summary>
    /// <returns>The envelope. The continuation is copied once, as a block.</returns>
    public byte[] End(ReadOnlySpan<byte> continuation)
    {
        var hasFrame = _hasFrame;
        if (!hasFrame)
        {
            BeginFrames();
        }

        var head = _buffer.WrittenSpan;
        ReadOnlySpan<byte> separator = hasFrame && !continuation.IsEmpty ? ","u8 : default;
        var body = GC.AllocateUninitializedArray<byte>(head.Length + separator.Length + continuation.Length + 2);
        head.CopyTo(body);
        separator.CopyTo(body.AsSpan(head.Length));
        continuation.CopyTo(body.AsSpan(head.Length + separator.Length));
        "]}"u8.CopyTo(body.AsSpan(body.Length - 2));
        return body;
    }

    private void BeginFrames()
    {
        Raw(""","frames":["""u8);
        _hasFrame = true;
    }

    private void BeginFrame(string id, string fingerprint, bool catches)
    {
        Raw("""{"at":"""u8);
        Text(id);
        Raw(""","shape":"""u8);
        Text(fingerprint);
        Raw(catches ? ""","catches":true,"state":"""u8 : ""","state":"""u8);
    }

    private void WriteFrame(CapturedState state, ResumePoint point, StepFutures? futures)
    {
        BeginFrame(point.Id, point.Fingerprint, point.Catches);
        var start = _buffer.WrittenCount;
        state.Write((point.TracksIdentity ? new StateWriter(_json, tracksIdentity: true) : _values).With(_registry, futures));
        EndValue();
        _state = start.._buffer.WrittenCount;
        Raw("}"u8);
    }

    private void EndValue()
    {
        if (_json.BytesPending + _json.BytesCommitted > 0)
        {
            _json.Flush();
            _json.Reset();
        }
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        EndValue();
        _buffer.Write(bytes);
    }

    private void Text(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(s_plain))
        {
            _json.WriteStringValue(text);
            EndValue();
            return;
        }

        var span = _buffer.GetSpan(text.Length + 2);
        span[0] = (byte)'"';
        Encoding.ASCII.GetBytes(text, span[1..]);
        span[text.Length + 1] = (byte)'"';
        _buffer.Advance(text.Length + 2);
    }

    private void Number(long number)
    {
        const int MostDigits = 20;
        number.TryFormat(_buffer.GetSpan(MostDigits), out var written, default, CultureInfo.InvariantCulture);
        _buffer.Advance(written);
    }
}
