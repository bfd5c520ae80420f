using AsyncSplit.Envelopes;
using AsyncSplit.Errors;
using AsyncSplit.Futures;
using AsyncSplit.Messaging;

namespace AsyncSplit.Engine;

/// <content>Results and errors: to whom they go.</content>
internal sealed partial class OutcomeInterpreter
{
    /// <summary>The step threw.</summary>
    /// <exception cref="EnvelopeException">A frame below is unreadable, or the error is too large to be sent.</exception>
    public StepCommit Fail(in StepInput input, Exception exception) =>
        Throw(input, StepOutcomeKind.Throw, PayloadOf(exception));

    /// <summary>Another program has taken the call, and all that waits for it.</summary>
    public StepCommit HandOver(in StepInput input) => Commit(input, StepOutcomeKind.TailCall, new Sent());

    /// <summary>An error has arrived at a frame that does not catch: it travels on without a step of the user's.</summary>
    public StepCommit PassOn(in StepInput input) => Throw(input, StepOutcomeKind.Throw, input.Envelope.Payload);

    // The frame on top has been passed by as well, where no step ran.
    private static IReadOnlyList<string> AbandonedBy(in StepInput input) =>
        input.EntryPoint is null && input.Envelope is { Header.Kind: EnvelopeKind.Resume, PayloadKind: PayloadKind.Error, Top: { } top } ? AbandonedSignals.In(top.State) : [];

    /// <summary>A result or error has arrived at the frame of a retried call, <see cref="StepInput.Retry"/>, from a callee that leaves it to us what that means.</summary>
    public StepCommit EndAttempt(in StepInput input) => input.Envelope.PayloadKind == PayloadKind.Error
        ? PassOn(input)
        : Commit(input, StepOutcomeKind.Return, Answer(input, PayloadKind.Result, input.Envelope.Payload));

    /// <summary>A result or error has arrived and no frame is left: the chain's end, from a callee that is not ours.</summary>
    public StepCommit Complete(in StepInput input)
    {
        var kind = input.Envelope.PayloadKind;
        var completion = Complete(input.Envelope.Header.ChainId, input.EndedAt, kind, input.Envelope.Payload, input.IsOfCancelledChain);
        return Commit(input, kind == PayloadKind.Error ? StepOutcomeKind.Throw : StepOutcomeKind.Return, new Sent { Completion = completion });
    }

    /// <summary>A result or error has arrived for a started call.</summary>
    /// <exception cref="EnvelopeException">The frame does not say for which.</exception>
    public static FutureSettlement Settle(string chainId, Frame frame, PayloadKind kind, ReadOnlyMemory<byte> payload)
    {
        var (id, isRemembered, awaitedBy) = SettledFutures.ReadFrame(frame);
        return new FutureSettlement(chainId, id, SettledFutures.Write(id, kind, payload)) { IsRemembered = isRemembered, AwaitedBy = awaitedBy };
    }

    /// <summary>Gives a result or error to the next frame that takes it; without one, to the chain.</summary>
    private static Sent Answer(in StepInput input, PayloadKind kind, ReadOnlyMemory<byte> payload)
    {
        input.Futures?.BeginCapture();
        var abandoned = AbandonedBy(input);
        var frames = input.Envelope.Continuation;
        if (input.Retry is { } own && Repeats(input, own, kind, payload))
        {
            return Repeat(input, own, frames) with { Abandoned = abandoned };
        }

        while (!frames.IsEmpty)
        {
            var top = Frame.ReadTop(frames, out var below);
            if (top.Id == RetryFrame.ResumePoint)
            {
                if (kind == PayloadKind.Error && RetryFrame.Read(top) is var retry && Repeats(input, retry, kind, payload))
                {
                    return Repeat(input, retry, below) with { Abandoned = abandoned };
                }

                frames = below;
                continue;
            }

            if (top.Id == FutureNames.ResumePoint)
            {
                return new Sent { Settled = Settle(input.Envelope.Header.ChainId, top, kind, payload), Abandoned = abandoned };
            }

            if (kind == PayloadKind.Result || top.Catches)
            {
                var header = Header(input, EnvelopeKind.Resume, top.Id, input.EndedAt);
                var writer = EnvelopeWriter.Rent();
                writer.Begin(header);
                writer.Payload(kind, payload.Span);
                var body = writer.End(frames.Span);
                writer.Return();
                return new Sent { Envelope = Outgoing(header, body), Abandoned = abandoned };
            }

            abandoned = [.. abandoned, .. AbandonedSignals.In(top.State)];
            frames = below;
        }

        return new Sent { Completion = Complete(input.Envelope.Header.ChainId, input.EndedAt, kind, payload, input.IsOfCancelledChain) };
    }

    // A cancellation is what was wanted.
    private static bool Repeats(in StepInput input, RetryFrame retry, PayloadKind kind, ReadOnlyMemory<byte> payload) =>
        kind == PayloadKind.Error && !retry.IsExhausted && !(input.IsOfCancelledChain && ErrorReader.IsCancellation(payload));

    /// <summary>Makes a call again that has thrown, later.</summary>
    private static Sent Repeat(in StepInput input, RetryFrame retry, ReadOnlyMemory<byte> continuation)
    {
        var header = Header(input, EnvelopeKind.Call, retry.Target, input.EndedAt);
        header = header with { Attempt = retry.Attempt + 1, DueAt = DueAfter(input.EndedAt, retry.Policy.DelayAfter(retry.Attempt, header.Id)) };
        var writer = EnvelopeWriter.Rent();
        writer.Begin(header);
        writer.Payload(PayloadKind.Arguments, retry.Arguments.Span);
        var body = writer.End(continuation.Span);
        writer.Return();
        return new Sent { Envelope = Outgoing(header, body), IsRetry = true };
    }

    private StepCommit Throw(in StepInput input, StepOutcomeKind kind, ReadOnlyMemory<byte> error)
    {
        var sent = Answer(input, PayloadKind.Error, error);
        return sent.Envelope is { } envelope && envelope.Body.Length > maxEnvelopeBytes
            ? throw new EnvelopeException(
                DeadLetterKind.Oversize, $"The error for '{envelope.Target}' makes an envelope of {envelope.Body.Length} bytes; the limit is {maxEnvelopeBytes}.")
            : Commit(input, kind, sent, error);
    }

    /// <summary>Nobody has handled an error: from the step that threw it, the chain can go on.</summary>
    private static DeadLetter Unhandled(in StepInput input, ReadOnlyMemory<byte> error) => new(
        input.Delivery.MessageId,
        input.Envelope.Header.ChainId,
        input.EntryPointId,
        DeadLetterKind.Unhandled,
        $"'{input.EntryPointId}' threw, and no caller has handled it: {ErrorReader.Describe(error)}",
        input.EndedAt,
        input.Delivery.Body) { Error = error };

    private static ChainCompletion Complete(string chainId, DateTimeOffset now, PayloadKind kind, ReadOnlyMemory<byte> payload, bool isCancelled) => kind == PayloadKind.Error
        ? new ChainCompletion(chainId, now, null, payload) { IsCancellation = isCancelled && ErrorReader.IsCancellation(payload) }
        : new ChainCompletion(chainId, now, payload, null);
}
