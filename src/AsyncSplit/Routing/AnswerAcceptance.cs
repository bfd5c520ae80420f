namespace AsyncSplit.Routing;

/// <summary>What becomes of an answer that comes from another program.</summary>
public enum AnswerAcceptance
{
    /// <summary>The chain goes on with it, unless it has already: the first answer of a call counts.</summary>
    Accepted = 0,

    /// <summary>It is no answer as docs/wire-format.md describes it.</summary>
    Malformed = 1,

    /// <summary>Its frames were not sealed by this application.</summary>
    NotAuthentic = 2,

    /// <summary>It is larger than the transport takes.</summary>
    TooLarge = 3,

    /// <summary>The chain has ended.</summary>
    ChainEnded = 4,

    /// <summary>There is no such chain, or it has been purged.</summary>
    UnknownChain = 5,
}
