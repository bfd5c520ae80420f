namespace AsyncSplit.Kills;

/// <summary>What came of a run.</summary>
/// <param name="Killed">How many processes were killed by a signal while they ran.</param>
/// <param name="Repeated">How many steps were found to have been delivered more than once.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Violations">What is not as it has to be. Empty for a run in which nothing was lost or done twice.</param>
public sealed record KillReport(int Killed, long Repeated, TimeSpan Elapsed, IReadOnlyList<string> Violations);
