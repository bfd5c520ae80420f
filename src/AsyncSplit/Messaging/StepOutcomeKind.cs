namespace AsyncSplit.Messaging;

/// <summary>How a step ended.</summary>
public enum StepOutcomeKind
{
    /// <summary>It called and captured its state.</summary>
    Call = 0,

    /// <summary>It called and handed its caller's callback on.</summary>
    TailCall = 1,

    /// <summary>The handler returned.</summary>
    Return = 2,

    /// <summary>The handler threw.</summary>
    Throw = 3,

    /// <summary>It waits for a timer.</summary>
    Delay = 4,

    /// <summary>An opaque await has completed; the next step goes on with its result.</summary>
    Resume = 5,

    /// <summary>The envelope became a dead letter.</summary>
    Park = 6,

    /// <summary>It waits for what it, or an earlier step, has started.</summary>
    Join = 7,

    /// <summary>The chain is cancelled: what the step called or waited for, or the call that it was, has ended with that.</summary>
    Cancel = 8,

    /// <summary>The handler threw, and is called again later.</summary>
    Retry = 9,
}
