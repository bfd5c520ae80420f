using System.Text;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;

namespace AsyncSplit.Engine;

/// <summary>The frame below a call that is made again when it throws: docs/wire-format.md. It is written out only where the call goes on in another step.</summary>
/// <param name="Target">The callee.</param>
/// <param name="Attempt">Which attempt runs above it.</param>
/// <param name="Policy">How often, and when.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record RetryFrame(string Target, int Attempt, RetryPolicy Policy, ReadOnlyMemory<byte> Arguments)
{
    /// <summary>Where it stands in the place of a resume point.</summary>
    public const string ResumePoint = "$retry";

    private static readonly byte[] s_beginning = """{"at":"$retry","""u8.ToArray();

    /// <summary>Whether there is an attempt left.</summary>
    public bool IsExhausted => Attempt >= Policy.MaxAttempts;

    /// <exception cref="EnvelopeException">The frame does not say what it should.</exception>
    public static RetryFrame Read(Frame frame)
    {
        try
        {
            using var state = JsonDocument.Parse(frame.State, new JsonDocumentOptions { MaxDepth = WireNames.ReaderOptions.MaxDepth });
            var root = state.RootElement;
            return new RetryFrame(
                root.GetProperty("target").GetString() ?? throw new JsonException("'target' is null."),
                root.GetProperty("attempt").GetInt32(),
                new RetryPolicy(
                    root.GetProperty("max").GetInt32(),
                    TimeSpan.FromMilliseconds(root.GetProperty("delay").GetInt64()),
                    root.TryGetProperty("factor", out var factor) ? factor.GetDouble() : 1,
                    root.TryGetProperty("maxDelay", out var maxDelay) ? TimeSpan.FromMilliseconds(maxDelay.GetInt64()) : null,
                    root.TryGetProperty("jitter", out var jitter) ? jitter.GetDouble() : 0),
                Encoding.UTF8.GetBytes(root.GetProperty("args").GetRawText()));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw new EnvelopeException(DeadLetterKind.Malformed, $"The frame of a retried call cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Which attempt a step belongs to that has these frames below its own.</summary>
    public static int AttemptOf(ReadOnlyMemory<byte> continuation) =>
        continuation.Span.StartsWith(s_beginning) ? Read(Frame.ReadTop(continuation, out _)).Attempt : 1;

    /// <summary>The frame, with the frames below it.</summary>
    public ReadOnlyMemory<byte> PushOn(ReadOnlyMemory<byte> continuation)
    {
        var frame = EnvelopeWriter.WriteValue(writer => Write(writer.Json));
        if (continuation.IsEmpty)
        {
            return frame;
        }

        var frames = new byte[frame.Length + 1 + continuation.Length];
        frame.CopyTo(frames, 0);
        frames[frame.Length] = (byte)',';
        continuation.Span.CopyTo(frames.AsSpan(frame.Length + 1));
        return frames;
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(WireNames.At, ResumePoint);
        json.WriteString(WireNames.Shape, "");
        json.WriteBoolean(WireNames.Catches, true);
        json.WriteStartObject(WireNames.State);
        json.WriteString(WireNames.Target, Target);
        json.WriteNumber(WireNames.Attempt, Attempt);
        json.WriteNumber("max", Policy.MaxAttempts);
        json.WriteNumber("delay", (long)Policy.Delay.TotalMilliseconds);
        json.WriteNumber("factor", Policy.BackoffFactor);
        if (Policy.MaxDelay is { } longest)
        {
            json.WriteNumber("maxDelay", (long)longest.TotalMilliseconds);
        }

        json.WriteNumber("jitter", Policy.Jitter);
        json.WritePropertyName(WireNames.Args);
        json.WriteRawValue(Arguments.Span, skipInputValidation: true);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
