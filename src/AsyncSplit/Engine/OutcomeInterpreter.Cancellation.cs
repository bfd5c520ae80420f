using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;

namespace AsyncSplit.Engine;

/// <content>Cancelled chains: the boundary that a strand waits at, or reaches next, throws. What the handler does then is marked, so that it is left alone.</content>
internal sealed partial class OutcomeInterpreter
{
    /// <summary>A call of a cancelled chain is not run: its caller gets to know.</summary>
    /// <exception cref="EnvelopeException">A frame below is unreadable, or the error is too large to be sent.</exception>
    public StepCommit Cancel(in StepInput input) => Throw(Marked(input), StepOutcomeKind.Cancel, Cancellations.ErrorOf(input.Cancellation!.Value));

    // The end of a handler is no boundary; an await that throws anyway throws what it does.
    private static bool IsCancelled(in StepInput input, StepOutcome outcome) =>
        input.Cancellation is not null && outcome is not (ReturnOutcome or ResumeOutcome { Awaited.Exception: not null });

    /// <summary>In the place of what the step would call or wait for. What it has started before is sent, and cancelled for itself.</summary>
    private Sent SendCancellation(in StepInput input, StepOutcome outcome)
    {
        var frame = FrameOf(outcome);
        var error = Cancellations.ErrorOf(input.Cancellation!.Value);
        return frame is { ResumePoint.Catches: true } ? ThrowAt(Marked(input), frame, error) : Answer(Marked(input), PayloadKind.Error, error);
    }

    private static StepInput Marked(in StepInput input) => input with { Envelope = input.Envelope with { Header = input.Envelope.Header with { IsCancelled = true } } };
}
