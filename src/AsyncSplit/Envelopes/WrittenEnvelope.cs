using System.Text;
using System.Text.Json;
using AsyncSplit.Runtime;

namespace AsyncSplit.Envelopes;

/// <summary>Reads an envelope that lies there byte by byte as <see cref="EnvelopeWriter"/> writes it. Whatever is different in it, valid or not, is for the general reader.</summary>
/// <param name="body">The envelope.</param>
/// <param name="known">Texts that are likely to be in it.</param>
internal ref struct WrittenEnvelope(ReadOnlyMemory<byte> body, in EnvelopeHints known)
{
    private static readonly long s_latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly ReadOnlySpan<byte> _bytes = body.Span;
    private readonly EnvelopeHints _known = known;
    private int _at;

    /// <summary>Reads it; null where it is another, or none.</summary>
    public static Envelope? TryRead(ReadOnlyMemory<byte> body, in EnvelopeHints known)
    {
        try
        {
            return new WrittenEnvelope(body, known).TryRead();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Envelope? TryRead()
    {
        if (!Take("""{"v":1,"chain":"""u8) || Text(_known.ChainId) is not { } chain || !Take(""","id":"""u8) || Text(_known.MessageId) is not { } id)
        {
            return null;
        }

        var isCall = Take(""","kind":"call","target":"""u8);
        if ((!isCall && !Take(""","kind":"resume","target":"""u8)) || Name() is not { } target || !Take(""","created":"""u8) || Number() is not { } created)
        {
            return null;
        }

        var due = Take(""","due":"""u8) ? Number() : created;
        var hasDeadline = Take(""","deadline":"""u8);
        var deadline = hasDeadline ? Number() : null;
        var isTraced = Take(""","traceparent":"""u8);
        var traceParent = isTraced ? Text(null) : null;
        if (due is not { } dueAt || (hasDeadline && deadline is null) || (isTraced && traceParent is null))
        {
            return null;
        }

        var isCancelled = Take(""","cancelled":true"""u8);
        var kind = PayloadKind.Arguments;
        if (isCall ? !Take(""","args":"""u8) : !TakeEnd(out kind))
        {
            return null;
        }

        var payload = Value();
        if (!TryCutFrames(out var frames))
        {
            return null;
        }

        Frame? top = null;
        if (!isCall && !frames.IsEmpty)
        {
            top = TryReadTop(_known.Registry, ref frames) ?? Frame.ReadTop(frames, out frames);
        }

        return new Envelope
        {
            Header = new EnvelopeHeader
            {
                ChainId = chain,
                Id = id,
                Kind = isCall ? EnvelopeKind.Call : EnvelopeKind.Resume,
                Target = top?.Id ?? target,
                CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(created),
                DueAt = DateTimeOffset.FromUnixTimeMilliseconds(dueAt),
                Deadline = deadline is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null,
                TraceParent = traceParent,
                Attempt = 1,
                IsCancelled = isCancelled,
            },
            PayloadKind = kind,
            Payload = payload,
            Top = top,
            Continuation = frames,
            Bytes = body.Length,
        };
    }

    /// <summary>The wire name or resume point of the first of some frames, where it is a deployed one; null where it is not, or the frame lies there in another way.</summary>
    public static EntryPoint? PointOf(ReadOnlyMemory<byte> frames, ChainRegistry registry)
    {
        var reader = new WrittenEnvelope(frames, new EnvelopeHints(null, null, registry));
        return reader.Take("""{"at":"""u8) && reader.Quoted(out var name) ? registry.Find(name) : null;
    }

    private static Frame? TryReadTop(ChainRegistry? registry, ref ReadOnlyMemory<byte> frames)
    {
        var reader = new WrittenEnvelope(frames, new EnvelopeHints(null, null, registry));
        if (!reader.Take("""{"at":"""u8) || !reader.Quoted(out var name) || !reader.Take(""","shape":"""u8))
        {
            return null;
        }

        var point = registry?.Find(name);
        var shape = reader.Text(point?.ResumePoint?.Fingerprint);
        var catches = reader.Take(""","catches":true"""u8);
        if (shape is null || !reader.Take(""","state":"""u8))
        {
            return null;
        }

        var state = reader.Value();
        if (!reader.Take("}"u8))
        {
            return null;
        }

        if (reader._at < frames.Length && (!reader.Take(","u8) || reader._at == frames.Length))
        {
            return null;
        }

        frames = frames[reader._at..].TrimWhiteSpace();
        return new Frame(point?.Id ?? Encoding.ASCII.GetString(name), shape, catches, state);
    }

    private bool TakeEnd(out PayloadKind kind)
    {
        kind = Take(""","result":"""u8) ? PayloadKind.Result : PayloadKind.Error;
        return kind == PayloadKind.Result || Take(""","error":"""u8);
    }

    private bool TryCutFrames(out ReadOnlyMemory<byte> frames)
    {
        frames = default;
        if (!Take(""","frames":["""u8) || _at > _bytes.Length - 2 || !_bytes.EndsWith("]}"u8))
        {
            return false;
        }

        frames = body[_at..^2].TrimWhiteSpace();
        return true;
    }

    private bool Take(ReadOnlySpan<byte> expected)
    {
        if (!_bytes[_at..].StartsWith(expected))
        {
            return false;
        }

        _at += expected.Length;
        return true;
    }

    /// <summary>The next value, whatever it is.</summary>
    private ReadOnlyMemory<byte> Value()
    {
        var reader = new Utf8JsonReader(_bytes[_at..], WireNames.ReaderOptions);
        reader.Read();
        var start = _at + (int)reader.TokenStartIndex;
        reader.Skip();
        _at += (int)reader.BytesConsumed;
        return body[start.._at];
    }

    /// <summary>The next text; null where it is not a plain one.</summary>
    private string? Text(string? known) => !Quoted(out var text) ? null : known is not null && Ascii.Equals(text, known) ? known : Encoding.ASCII.GetString(text);

    private string? Name() => !Quoted(out var name) ? null : _known.Registry?.Find(name)?.Id ?? Encoding.ASCII.GetString(name);

    private bool Quoted(out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!Take("\""u8) || _bytes[_at..].IndexOf((byte)'"') is not (>= 0 and var length))
        {
            return false;
        }

        text = _bytes.Slice(_at, length);
        _at += length + 1;
        return !text.ContainsAnyExceptInRange((byte)' ', (byte)'~') && !text.Contains((byte)'\\');
    }

    /// <summary>The next time, in milliseconds; null where it is none.</summary>
    private long? Number()
    {
        var number = 0L;
        var start = _at;
        for (; _at < _bytes.Length && char.IsAsciiDigit((char)_bytes[_at]) && number <= s_latest; _at++)
        {
            number = (number * 10) + (_bytes[_at] - '0');
        }

        // A number with a zero in front is none.
        return _at == start || number > s_latest || (_bytes[start] == (byte)'0' && _at > start + 1) ? null : number;
    }
}
