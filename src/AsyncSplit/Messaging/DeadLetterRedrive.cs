namespace AsyncSplit.Messaging;

/// <summary>A dead letter is taken out and goes on: its envelope, as it is or mended, is sent again. Its chain runs again, unless another dead letter of it is left.</summary>
/// <param name="MessageId">Which: <see cref="DeadLetter.MessageId"/>.</param>
/// <param name="Envelope">What is sent in its place, with an id of its own.</param>
public sealed record DeadLetterRedrive(string MessageId, OutgoingEnvelope Envelope);
