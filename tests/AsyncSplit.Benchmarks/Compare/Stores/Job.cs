namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <summary>What a message of <see cref="HandWrittenLoop"/> holds.</summary>
/// <param name="Chain">Whose it is.</param>
/// <param name="Step">Which one of the chain: the first is 0.</param>
/// <param name="Number">The number that is counted up.</param>
/// <param name="Rest">Makes it as large as an envelope.</param>
internal sealed record Job(string Chain, int Step, int Number, string Rest);
