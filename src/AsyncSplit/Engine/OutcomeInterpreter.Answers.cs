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

    /// <summary>An error has arrived at a frame that does not catch: it travels on without a step of the user's.</summary>
    public StepCommit PassOn(in StepInput input) => Throw(input, StepOutcomeKind.Throw, input.Envelope.Payload);

    /// <summary>A result or error has arrived and no frame is left: the chain's end, from a callee that is not ours.</summary>
    public static ChainCompletion Complete(in StepInput input) =>
        Complete(input.Envelope.Header.ChainId, input.EndedAt, input.Envelope.PayloadKind, input.Envelope.Payload, input.IsOfCancelledChain);

    /// <summary>A result or error has arrived for a started call.</summary>
    /// <exception cref="EnvelopeException">The frame does not say for which.</exception>
    public static FutureSettlement Settle(string chainId, Frame frame, PayloadKind kind, ReadOnlyMemory<byte> payload)
    {
        var id = SettledFutures.ReadId(frame);
        return new FutureSettlement(chainId, id, SettledFutures.Write(id, kind, payload));
    }

    /// <summary>Gives a result or error to the next frame that takes it; without one, to the chain.</summary>
    private static Sent Answer(in StepInput input, PayloadKind kind, ReadOnlyMemory<byte> payload)
    {
        var frames = input.Envelope.Continuation;
        while (!frames.IsEmpty)
        {
            var top = Frame.ReadTop(frames, out var below);
            if (top.Id == FutureNames.ResumePoint)
            {
                return new Sent { Settled = Settle(input.Envelope.Header.ChainId, top, kind, payload) };
            }

            if (kind == PayloadKind.Result || top.Catches)
            {
                var header = Header(input, EnvelopeKind.Resume, top.Id, input.EndedAt);
                var writer = EnvelopeWriter.Rent();
                writer.Begin(header);
                writer.Payload(kind, payload.Span);
                var body = writer.End(frames.Span);
                writer.Return();
                return new Sent { Envelope = Outgoing(header, body) };
            }

            frames = below;
        }

        return new Sent { Completion = Complete(input.Envelope.Header.ChainId, input.EndedAt, kind, payload, input.IsOfCancelledChain) };
    }

    private StepCommit Throw(in StepInput input, StepOutcomeKind kind, ReadOnlyMemory<byte> error)
    {
        var sent = Answer(input, PayloadKind.Error, error);
        return sent.Envelope is { } envelope && envelope.Body.Length > maxEnvelopeBytes
            ? throw new EnvelopeException(
                DeadLetterKind.Oversize, $"The error for '{envelope.Target}' makes an envelope of {envelope.Body.Length} bytes; the limit is {maxEnvelopeBytes}.")
            : Commit(input, kind, sent);
    }

    private static ChainCompletion Complete(string chainId, DateTimeOffset now, PayloadKind kind, ReadOnlyMemory<byte> payload, bool isCancelled) => kind == PayloadKind.Error
        ? new ChainCompletion(chainId, now, null, payload) { IsCancellation = isCancelled && ErrorReader.IsCancellation(payload) }
        : new ChainCompletion(chainId, now, payload, null);
}
