namespace AsyncSplit.Messaging;

/// <summary>Why an envelope was parked.</summary>
public enum DeadLetterKind
{
    /// <summary>The bytes are no envelope.</summary>
    Malformed = 0,

    /// <summary>The envelope has a version that this build does not read.</summary>
    UnknownVersion = 1,

    /// <summary>The envelope is, or what the step would send is, larger than the limit.</summary>
    Oversize = 2,

    /// <summary>No entry point of this deployment has the name.</summary>
    UnknownEntryPoint = 3,

    /// <summary>The frame was captured by a version of the handler whose state has another shape.</summary>
    FingerprintMismatch = 4,

    /// <summary>Arguments, captured state or result do not have the shape that the entry point reads.</summary>
    UnreadableState = 5,

    /// <summary>It was delivered too often without an outcome: the step crashes or loses its lease each time.</summary>
    TooManyAttempts = 6,

    /// <summary>Its step has thrown, and no caller has handled it: the chain has failed.</summary>
    Unhandled = 7,

    /// <summary>It does not come from whom it should: its signature is missing, wrong, or made with a key that is not known any more.</summary>
    NotAuthentic = 8,

    /// <summary>It is the claim for a body that the claim store does not have, or not as it was sent.</summary>
    MissingBody = 9,
}
