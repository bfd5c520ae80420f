using AsyncSplit.Envelopes;
using AsyncSplit.Errors;
using AsyncSplit.Futures;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;

namespace AsyncSplit.Engine;

/// <summary>What the cancellation of a chain does to an envelope of it, once for each strand: the chain itself, and each call that it has started.</summary>
internal static class Cancellations
{
    // Neither of the exceptions has data that an application's registry would write otherwise.
    private static readonly ChainRegistry s_registry = new();

    /// <summary>Why the strand has to be cancelled; null where it has been already, or its chain is not cancelled.</summary>
    public static CancellationKind? DueTo(Delivery delivery, Envelope envelope) => envelope.Header.IsCancelled ? null : delivery.Cancellation;

    /// <summary>Whether a resume brings nothing of what was waited for: it comes from a timer, or from a wait that the cancellation has ended.</summary>
    public static bool IsPending(Envelope envelope, ChainRegistry registry) =>
        envelope.Header.DueAt > envelope.Header.CreatedAt
        || (envelope is { PayloadKind: PayloadKind.Result, Top: { } top } && registry.TryFind(top.Id, out var point) && point.ResumePoint is { IsJoin: true } && SettledFutures.IsEmpty(envelope.Payload));

    /// <summary>The envelope with the cancellation in the place of what it brought.</summary>
    public static Envelope Cancel(Envelope envelope, CancellationKind kind) =>
        envelope with { Header = envelope.Header with { IsCancelled = true }, PayloadKind = PayloadKind.Error, Payload = ErrorOf(kind) };

    /// <summary>What is thrown at the boundary.</summary>
    public static byte[] ErrorOf(CancellationKind kind)
    {
        var exception = kind == CancellationKind.TimedOut
            ? new OperationCanceledException("The chain was cancelled: its time is up.", new TimeoutException("The chain has not ended in the time that it was given."))
            : new OperationCanceledException("The chain was cancelled.");
        return EnvelopeWriter.WriteValue(writer => ErrorWriter.Write(writer, exception, s_registry), s_registry);
    }
}
