using AsyncSplit.Messaging;

namespace AsyncSplit.Envelopes;

/// <summary>An envelope that cannot be run: it becomes a dead letter with this reason.</summary>
internal sealed class EnvelopeException(DeadLetterKind kind, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public DeadLetterKind Kind { get; } = kind;

    /// <summary>Whether it is none of the chain's, whatever it says: the chain goes on without it.</summary>
    public bool IsForged { get; init; }
}
