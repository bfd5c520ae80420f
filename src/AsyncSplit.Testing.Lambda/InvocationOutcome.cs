namespace AsyncSplit.Testing.Lambda;

/// <summary>How an invocation ended.</summary>
public enum InvocationOutcome
{
    /// <summary>The function has answered.</summary>
    Succeeded,

    /// <summary>The function has answered with an error.</summary>
    Failed,

    /// <summary>The function's time was up.</summary>
    TimedOut,

    /// <summary>The process has ended without an answer.</summary>
    Exited,

    /// <summary>The process has been killed: a fault.</summary>
    Killed,

    /// <summary>The environment did not come so far as to ask for an invocation.</summary>
    InitFailed,
}
