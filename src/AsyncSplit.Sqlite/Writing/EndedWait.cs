using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>A wait that is over.</summary>
/// <param name="Envelope">What is to be sent.</param>
/// <param name="Timers">The ids of the envelopes that nobody needs any more.</param>
internal sealed record EndedWait(OutgoingEnvelope Envelope, string[] Timers);
