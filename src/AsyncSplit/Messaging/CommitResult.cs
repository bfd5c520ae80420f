namespace AsyncSplit.Messaging;

/// <summary>What became of a commit.</summary>
public enum CommitResult
{
    /// <summary>All of it was applied.</summary>
    Applied = 0,

    /// <summary>None of it was applied: the same step has been committed by someone else, or another receiver has the envelope now.</summary>
    Superseded = 1,
}
