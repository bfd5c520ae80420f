using System.Text.Json;
using AsyncSplit.Serialization;

namespace AsyncSplit.Envelopes;

/// <summary>The member names of docs/wire-format.md, encoded once.</summary>
internal static class WireNames
{
    internal const int Version = 1;

    // What is around a state in an envelope. The writer of an envelope refuses what is deeper, its reader does not: whatever was written can be read.
    private const int EnvelopeDepth = 8;

    internal static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = StateWriter.MaxDepth + EnvelopeDepth };

    internal static readonly JsonEncodedText V = JsonEncodedText.Encode("v");
    internal static readonly JsonEncodedText Chain = JsonEncodedText.Encode("chain");
    internal static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    internal static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind");
    internal static readonly JsonEncodedText Target = JsonEncodedText.Encode("target");
    internal static readonly JsonEncodedText Created = JsonEncodedText.Encode("created");
    internal static readonly JsonEncodedText Due = JsonEncodedText.Encode("due");
    internal static readonly JsonEncodedText Deadline = JsonEncodedText.Encode("deadline");
    internal static readonly JsonEncodedText TraceParent = JsonEncodedText.Encode("traceparent");
    internal static readonly JsonEncodedText TraceState = JsonEncodedText.Encode("tracestate");
    internal static readonly JsonEncodedText Attempt = JsonEncodedText.Encode("attempt");
    internal static readonly JsonEncodedText Cancelled = JsonEncodedText.Encode("cancelled");
    internal static readonly JsonEncodedText Args = JsonEncodedText.Encode("args");
    internal static readonly JsonEncodedText Result = JsonEncodedText.Encode("result");
    internal static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    internal static readonly JsonEncodedText Frames = JsonEncodedText.Encode("frames");

    internal static readonly JsonEncodedText Call = JsonEncodedText.Encode("call");
    internal static readonly JsonEncodedText Resume = JsonEncodedText.Encode("resume");

    internal static readonly JsonEncodedText At = JsonEncodedText.Encode("at");
    internal static readonly JsonEncodedText Shape = JsonEncodedText.Encode("shape");
    internal static readonly JsonEncodedText Catches = JsonEncodedText.Encode("catches");
    internal static readonly JsonEncodedText State = JsonEncodedText.Encode("state");
}
