namespace AsyncSplit;

/// <summary>How far a chain is.</summary>
public enum ChainStatus
{
    /// <summary>Some step of it runs, or some envelope of it waits.</summary>
    Running = 0,

    /// <summary>Its handler has returned.</summary>
    Completed = 1,

    /// <summary>Its handler has thrown.</summary>
    Failed = 2,

    /// <summary>An envelope of it became a dead letter: it does not go on by itself.</summary>
    Parked = 3,

    /// <summary>It was cancelled, or its time was up, and its handler has not returned anything in spite of that.</summary>
    Cancelled = 4,
}
