namespace AsyncSplit.Security;

/// <summary>What a seal holds.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="CallId">The id of the call's envelope, from which that of its one answer follows.</param>
/// <param name="IsCancelled">Whether the call was made where the chain's cancellation has been thrown already.</param>
/// <param name="Frames">The frames, with commas between.</param>
internal sealed record SealedContinuation(string ChainId, string CallId, bool IsCancelled, ReadOnlyMemory<byte> Frames);
