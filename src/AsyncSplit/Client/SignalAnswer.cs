namespace AsyncSplit;

/// <summary>What becomes of a signal.</summary>
public enum SignalAnswer
{
    /// <summary>The chain gets it: now, or when it waits for one of the name.</summary>
    Accepted = 0,

    /// <summary>A signal with the same id has been sent already: this one is dropped.</summary>
    AlreadySent = 1,

    /// <summary>The chain has ended.</summary>
    ChainEnded = 2,

    /// <summary>There is no such chain, or it has been purged.</summary>
    UnknownChain = 3,
}
