using AsyncSplit.Messaging;

namespace AsyncSplit.Queues;

/// <summary>Takes envelopes in that others have received. What decorates a transport that has it hands it on.</summary>
internal interface IEnvelopeIntake
{
    /// <summary>Makes a delivery of a message.</summary>
    /// <returns>Null when there is no step to be run: it is not due yet and has been sent on, or it has been dealt with already.</returns>
    ValueTask<Delivery?> AcceptAsync(ReceivedEnvelope envelope, CancellationToken cancellationToken);
}
