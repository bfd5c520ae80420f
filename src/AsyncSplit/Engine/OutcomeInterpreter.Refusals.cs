using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;

namespace AsyncSplit.Engine;

/// <content>What a step ends with and cannot be sent: the await throws.</content>
internal sealed partial class OutcomeInterpreter
{
    /// <summary>The handler gets the exception where it awaits, if it could handle it there and its state can be sent; else its caller does, as any other exception of its.</summary>
    private StepCommit Refuse(in StepInput input, StepOutcome outcome, Exception exception) =>
        FrameOf(outcome) is { ResumePoint.Catches: true } frame && TryThrowAt(input, frame, exception) is { } sent ? Commit(input, StepOutcomeKind.Throw, sent) : Fail(input, exception);

    private Sent? TryThrowAt(in StepInput input, CapturedState frame, Exception exception)
    {
        try
        {
            var sent = ThrowAt(input, frame, PayloadOf(exception));
            return sent.Envelope!.Body.Length <= maxEnvelopeBytes ? sent : null;
        }
        catch (Exception unwritable) when (unwritable is not EnvelopeException)
        {
            // It is the state that cannot be written: what it says is what the caller gets to know.
            return null;
        }
    }

    private Sent ThrowAt(in StepInput input, CapturedState frame, ReadOnlyMemory<byte> error)
    {
        var writer = Begin(input, EnvelopeKind.Resume, PointOf(frame, input).Id, input.EndedAt, out var header);
        writer.Payload(PayloadKind.Error, error.Span);
        return End(input, header, writer, frame);
    }

    /// <summary>The frame that goes on behind an outcome; null where there is none.</summary>
    private static CapturedState? FrameOf(StepOutcome outcome) => outcome switch
    {
        CallOutcome call => call.Frame,
        DelayOutcome delay => delay.Frame,
        ResumeOutcome resume => resume.Frame,
        JoinOutcome join => join.Frame,
        _ => null,
    };
}
