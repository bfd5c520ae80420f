using AsyncSplit.ClaimChecks;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Covers;

namespace AsyncSplit.Queues;

/// <content>What goes into the queues.</content>
internal sealed partial class QueuedChains
{
    private async ValueTask SendAsync(IReadOnlyList<OutgoingEnvelope> envelopes, CancellationToken cancellationToken)
    {
        var messages = new List<QueuedEnvelope>(envelopes.Count);
        var now = _clock.GetUtcNow();
        foreach (var envelope in envelopes)
        {
            // What is never due would go round for ever.
            if (envelope.DueAt != DateTimeOffset.MaxValue)
            {
                messages.Add(MessageOf(envelope.MessageId, envelope.ChainId, envelope.Target, QueueMessageWriter.Write(envelope, now), envelope.DueAt - now));
            }
        }

        if (messages.Count > 0)
        {
            await _queues.SendAsync(messages, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What has waited is sent. It may have become larger than a queue takes.</summary>
    private async ValueTask SendWaitAsync(OutgoingEnvelope envelope, CancellationKind? cancellation, CancellationToken cancellationToken)
    {
        if (envelope.Body.Length > MaxEnvelopeBytes)
        {
            if (_claims is null || envelope.Body.Length > _claims.MaxBytes)
            {
                await ParkOversizeAsync(envelope, cancellationToken).ConfigureAwait(false);
                return;
            }

            await _claims.PutAsync(envelope.MessageId, envelope.Body, cancellationToken).ConfigureAwait(false);
            envelope = Claim.For(envelope);
        }

        var now = _clock.GetUtcNow();
        await _queues.SendAsync([MessageOf(envelope.MessageId, envelope.ChainId, envelope.Target, QueueMessageWriter.Write(envelope, now, cancellation), envelope.DueAt - now)], cancellationToken).ConfigureAwait(false);
    }

    private ValueTask ParkOversizeAsync(OutgoingEnvelope envelope, CancellationToken cancellationToken)
    {
        var limit = _claims is null ? MaxEnvelopeBytes : Math.Max(MaxEnvelopeBytes, _claims.MaxBytes);
        var reason = $"With all that it has waited for, the envelope for '{envelope.Target}' has {envelope.Body.Length} bytes; the limit is {limit}.{(_claims is null ? " UseClaimChecks lets larger ones lie in a store of their own." : "")}";
        return _tables!.Letters.ParkAsync(
            new DeadLetter(envelope.MessageId, envelope.ChainId, envelope.Target, DeadLetterKind.Oversize, reason, _clock.GetUtcNow(), envelope.Body), envelope.ChainId, _stamps.Next(), null, cancellationToken);
    }

    /// <summary>A timer goes on with the rest of its time.</summary>
    private ValueTask SendOnAsync(ReceivedEnvelope received, QueueMessage message, DateTimeOffset due, CancellationToken cancellationToken) =>
        _queues.SendAsync([MessageOf(message.MessageId, message.ChainId, message.Target, received.Body, due - _clock.GetUtcNow())], cancellationToken);

    private QueuedEnvelope MessageOf(string messageId, string chainId, string target, ReadOnlyMemory<byte> body, TimeSpan rest)
    {
        var longest = _tables is null || _options.HopInterval > _queues.MaxDelay ? _queues.MaxDelay : _options.HopInterval;
        if (rest > TimeSpan.Zero && longest <= TimeSpan.Zero)
        {
            throw new NotSupportedException($"The envelope '{messageId}' for '{target}' is due in {rest}, and these queues cannot keep anything back: timers, retries and deadlines need queues that can.");
        }

        return new QueuedEnvelope(_map.QueueOf(target), messageId, chainId, target, body, rest <= TimeSpan.Zero ? TimeSpan.Zero : rest < longest ? rest : longest);
    }
}
