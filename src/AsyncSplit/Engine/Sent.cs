using AsyncSplit.Messaging;

namespace AsyncSplit.Engine;

/// <summary>What an outcome amounts to: an envelope, now or when started calls have ended; the end of a started call; or the chain's end.</summary>
internal readonly record struct Sent()
{
    public OutgoingEnvelope? Envelope { get; init; }

    public ChainCompletion? Completion { get; init; }

    public FutureSettlement? Settled { get; init; }

    public FutureWait? Wait { get; init; }

    /// <summary>The futures of callbacks and signals in the frames that an exception has passed by.</summary>
    public IReadOnlyList<string> Abandoned { get; init; } = [];

    /// <summary>Whether the envelope is the call that has thrown, made again.</summary>
    public bool IsRetry { get; init; }

    /// <summary>What the step captured, as it stands in the envelope.</summary>
    public ReadOnlyMemory<byte> Captured { get; init; }

    public int Bytes => (Envelope ?? Wait?.Envelope)?.Body.Length ?? Settled?.Outcome.Length ?? (Completion?.Result ?? Completion?.Error)?.Length ?? 0;
}
