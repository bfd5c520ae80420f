namespace AsyncSplit.Protection;

/// <summary>What is protected, as it stands at the beginning of each signature and each encrypted text: docs/wire-format.md.</summary>
internal static class ProtectedThing
{
    /// <summary>An envelope, of its message id.</summary>
    public const string Envelope = "envelope";

    /// <summary>How a future has ended, of its id.</summary>
    public const string Outcome = "outcome";

    /// <summary>A signal's value, of the chain it was sent to.</summary>
    public const string Signal = "signal";

    /// <summary>How a chain, or a dead letter's step, has ended, of the chain.</summary>
    public const string End = "end";

    /// <summary>Why an envelope is a dead letter.</summary>
    public const string Reason = "reason";
}
