using AsyncSplit.ClaimChecks;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;

namespace AsyncSplit.Protection;

/// <summary>Reads envelopes as they are delivered: what is protected, and what is not where nothing is.</summary>
/// <param name="protection">Null where envelopes are not protected.</param>
/// <param name="registry">Knows which resume points wait for futures.</param>
internal sealed class EnvelopeOpener(EnvelopeProtection? protection, ChainRegistry registry)
{
    /// <summary>Whether what is not protected is refused.</summary>
    public bool RefusesForgeries => protection is { IsRequired: true };

    /// <summary>Reads <paramref name="body"/> as far as a step needs.</summary>
    /// <param name="messageId">The id that it was sent with: a signature is that of one message.</param>
    /// <param name="body">The envelope, as it was delivered.</param>
    /// <exception cref="EnvelopeException">It is no envelope, or none that is to be run.</exception>
    public Envelope Read(string messageId, ReadOnlyMemory<byte> body) => Read(messageId, body, new EnvelopeHints(null, messageId, registry));

    /// <inheritdoc cref="Read(string, ReadOnlyMemory{byte})"/>
    public Envelope Read(Delivery delivery) => Read(delivery.MessageId, delivery.Body, EnvelopeHints.Of(delivery, registry));

    private Envelope Read(string messageId, ReadOnlyMemory<byte> body, in EnvelopeHints known)
    {
        if (protection is null)
        {
            return EnvelopeReader.Read(body, known);
        }

        if (ProtectedEnvelope.TryRead(body) is { } wrapped)
        {
            var envelope = wrapped.TryOpen(messageId, protection, out var plain)
                ? EnvelopeReader.Read(plain)
                : throw NotAuthentic("was not sent by this application, or not with this id, or its key is not known any more");
            return wrapped.Hole is null ? envelope : WithOutcomes(envelope);
        }

        if (protection.IsRequired)
        {
            // A claim that is still one has lost its body, which is another matter.
            throw Claim.TryRead(body.Span) is null ? NotAuthentic("is neither signed nor encrypted") : Claim.Missing(body.Span);
        }

        var unprotected = EnvelopeReader.Read(body);
        return unprotected is { PayloadKind: PayloadKind.Result, Top: { } top } && registry.TryFind(top.Id, out var point) && point.ResumePoint is { IsJoin: true }
            ? WithOutcomes(unprotected)
            : unprotected;
    }

    private Envelope WithOutcomes(Envelope envelope) => envelope.PayloadKind == PayloadKind.Result
        ? envelope with { Payload = ProtectedOutcome.Open(envelope.Header.ChainId, envelope.Payload, protection!) }
        : envelope;

    private static EnvelopeException NotAuthentic(string why) => new(DeadLetterKind.NotAuthentic, $"The envelope {why}.") { IsForged = true };
}
