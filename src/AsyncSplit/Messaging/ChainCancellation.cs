namespace AsyncSplit.Messaging;

/// <summary>
/// A chain is to end: what it waits for ends now, with a cancellation, so that its catch and finally blocks run. The first cancellation of a chain stays; to one that has ended, or is not known,
/// nothing happens.
/// </summary>
/// <remarks>
/// A store notes it, and says so with each <see cref="Delivery"/> of the chain from then on. What the chain has queued for later becomes due at once, and what waits for futures is sent at once, without
/// their ends, which stay in the store; so does what is sent or waits later, except where <see cref="OutgoingEnvelope.OutlivesCancellation"/> or <see cref="FutureWait.OutlivesCancellation"/> says otherwise.
/// </remarks>
/// <param name="ChainId">The chain.</param>
/// <param name="Kind">Why.</param>
/// <param name="At">When.</param>
public sealed record ChainCancellation(string ChainId, CancellationKind Kind, DateTimeOffset At);
