namespace AsyncSplit.Messaging;

/// <summary>A started call or timer has ended. The first end stays; one of a chain that has ended, or is not known, is dropped.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="FutureId">The future: the message id of the envelope that the call was started with.</param>
/// <param name="Outcome">How it ended: a JSON object with <c>id</c>, and <c>result</c> or <c>error</c> (docs/wire-format.md).</param>
public sealed record FutureSettlement(string ChainId, string FutureId, ReadOnlyMemory<byte> Outcome)
{
    /// <summary>Whether the future's id is remembered until the chain ends, even when the chain knows how it ended: a callback, which others may try to end again.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>The id of the envelope that would end the future later: taken out of the queue. Null for none.</summary>
    public string? Timer { get; init; }

    /// <summary>The message id of the envelope that is known to wait for it, because both were decided in one step; null where nothing is known. Of use where finding out takes a request.</summary>
    public string? AwaitedBy { get; init; }
}
