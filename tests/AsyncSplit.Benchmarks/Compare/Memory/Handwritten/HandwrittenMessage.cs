namespace AsyncSplit.Benchmarks.Compare.Memory.Handwritten;

/// <summary>What travels by hand: a call, or the answer to one, with what the caller has to remember.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Call">Which call of the chain it is; 0 is its start.</param>
/// <param name="IsAnswer">Whether the call has ended.</param>
/// <param name="Left">The left argument; in an answer, the result.</param>
/// <param name="Right">The right argument.</param>
/// <param name="First">The result of the first call, which the chain needs in the end.</param>
internal sealed record HandwrittenMessage(string Chain, int Call, bool IsAnswer, int Left, int Right, int First);
