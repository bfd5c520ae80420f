namespace AsyncSplit.Queues.Items;

/// <summary>How far a wait is.</summary>
internal enum WaitState
{
    /// <summary>It waits.</summary>
    Open = 0,

    /// <summary>It is decided what its envelope brings; the envelope is to be sent.</summary>
    Decided = 1,

    /// <summary>Its envelope has been sent.</summary>
    Sent = 2,
}
