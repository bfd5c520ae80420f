using System.Diagnostics;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;

namespace AsyncSplit.Engine;

/// <summary>Makes the commit that starts a chain.</summary>
internal static class FirstEnvelope
{
    /// <exception cref="EnvelopeTooLargeException">The arguments are larger than the transport takes.</exception>
    public static StepCommit Create(string chainId, ChainCall call, DateTimeOffset now, DateTimeOffset? deadline, Activity? activity, int maxEnvelopeBytes, ChainRegistry registry)
    {
        var header = new EnvelopeHeader
        {
            ChainId = chainId,
            Id = MessageIds.Derive(chainId, 0),
            Kind = EnvelopeKind.Call,
            Target = call.Target,
            CreatedAt = now,
            DueAt = now,
            Deadline = deadline,
            TraceParent = activity is { IdFormat: ActivityIdFormat.W3C } ? activity.Id : null,
            TraceState = activity?.TraceStateString,
            Attempt = 1,
        };
        var writer = EnvelopeWriter.Rent(registry);
        writer.Begin(header);
        call.WriteArguments(writer.Payload(PayloadKind.Arguments));
        var body = writer.End(default);
        writer.Return();
        if (body.Length > maxEnvelopeBytes)
        {
            throw new EnvelopeTooLargeException(call.Target, body.Length, maxEnvelopeBytes, []);
        }

        var first = new OutgoingEnvelope(header.Id, chainId, call.Target, now, body);
        return new StepCommit
        {
            Started = new ChainStart(chainId, call.Target, now),
            Sends = deadline is { } end ? [first, ChainTimer.Create(header, end)] : [first],
        };
    }
}
