namespace AsyncSplit;

/// <summary>The result of a chain cannot be had: one of its envelopes is a dead letter.</summary>
public sealed class ChainParkedException : Exception
{
    /// <param name="chainId">The chain.</param>
    /// <param name="reason">The reason of the dead letter.</param>
    public ChainParkedException(string chainId, string reason)
        : base($"Chain {chainId} is parked: {reason}")
    {
        ChainId = chainId;
        Reason = reason;
    }

    /// <summary>The chain.</summary>
    public string ChainId { get; }

    /// <summary>The reason of the dead letter.</summary>
    public string Reason { get; }
}
