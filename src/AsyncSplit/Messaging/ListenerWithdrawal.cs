namespace AsyncSplit.Messaging;

/// <summary>
/// A future that nobody waits for any more, and nobody can: its <see cref="SignalListener"/> is taken away. If a signal has settled it already, of which the chain has not got to know, that signal is given to the next listener of
/// its name, or kept in its place before those that came later. Of any other future, nothing happens.
/// </summary>
/// <param name="ChainId">The chain.</param>
/// <param name="FutureId">The future.</param>
public sealed record ListenerWithdrawal(string ChainId, string FutureId);
