namespace AsyncSplit.Testing.Lambda;

/// <summary>Which of the faults of <see cref="LambdaFaults"/> have happened.</summary>
/// <param name="Kills">How many invocations were killed in their middle.</param>
/// <param name="Duplicates">How many batches were delivered twice.</param>
/// <param name="LostDeletions">How many batches that had succeeded were not deleted.</param>
public sealed record LambdaFaultCounts(int Kills, int Duplicates, int LostDeletions);
