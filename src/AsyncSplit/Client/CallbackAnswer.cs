namespace AsyncSplit;

/// <summary>What becomes of the completion of a callback.</summary>
public enum CallbackAnswer
{
    /// <summary>It is the first one: the chain goes on with it.</summary>
    Accepted = 0,

    /// <summary>Someone was faster: the chain has gone on with something else, and this changes nothing.</summary>
    AlreadyCompleted = 1,

    /// <summary>The callback's time is over.</summary>
    Expired = 2,

    /// <summary>The chain has ended without it.</summary>
    ChainEnded = 3,

    /// <summary>There is no such chain, or it has been purged.</summary>
    UnknownChain = 4,
}
