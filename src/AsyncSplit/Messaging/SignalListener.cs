namespace AsyncSplit.Messaging;

/// <summary>A future that the next signal of a name settles: one that has come already and nobody has listened to, or the next that comes.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Name">The signal's name.</param>
/// <param name="FutureId">The future.</param>
public sealed record SignalListener(string ChainId, string Name, string FutureId);
