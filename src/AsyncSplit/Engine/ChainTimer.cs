using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;

namespace AsyncSplit.Engine;

/// <summary>The envelope that cancels a chain when its time is up: a call that no handler takes, but the engine itself. It leaves the queue with the end of the chain.</summary>
internal static class ChainTimer
{
    private const string Target = "$cancel";

    /// <summary>The envelope that is sent together with the chain's first.</summary>
    public static OutgoingEnvelope Create(in EnvelopeHeader first, DateTimeOffset due)
    {
        var header = first with { Id = MessageIds.Derive(first.ChainId, 1), Target = Target, DueAt = due };
        var writer = EnvelopeWriter.Rent();
        writer.Begin(header);
        writer.Payload(PayloadKind.Arguments, "{}"u8);
        var body = writer.End(default);
        writer.Return();
        return new OutgoingEnvelope(header.Id, header.ChainId, Target, due, body);
    }

    /// <summary>Whether the envelope says that the chain's time is up.</summary>
    public static bool IsMeant(Envelope envelope) => envelope.Header is { Kind: EnvelopeKind.Call, Target: Target };

    /// <summary>What that amounts to.</summary>
    public static StepCommit End(Envelope envelope, DateTimeOffset now) => new() { Cancelled = new ChainCancellation(envelope.Header.ChainId, CancellationKind.TimedOut, now) };
}
