namespace AsyncSplit.Messaging;

/// <summary>A started call or timer has ended. The first end stays; one of a chain that has ended, or is not known, is dropped.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="FutureId">The future: the message id of the envelope that the call was started with.</param>
/// <param name="Outcome">How it ended: a JSON object with <c>id</c>, and <c>result</c> or <c>error</c> (docs/wire-format.md).</param>
public sealed record FutureSettlement(string ChainId, string FutureId, ReadOnlyMemory<byte> Outcome);
