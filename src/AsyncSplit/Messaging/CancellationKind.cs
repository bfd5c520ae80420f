namespace AsyncSplit.Messaging;

/// <summary>Why a chain is cancelled.</summary>
public enum CancellationKind
{
    /// <summary>Someone has asked for it.</summary>
    Requested = 0,

    /// <summary>Its time is up.</summary>
    TimedOut = 1,
}
