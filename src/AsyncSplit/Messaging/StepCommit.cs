namespace AsyncSplit.Messaging;

/// <summary>Everything one step decided. <see cref="IChainCommitter"/> applies all of it or nothing.</summary>
public sealed record StepCommit
{
    /// <summary>The envelopes to send. Ids that are known already (queued or committed) are dropped.</summary>
    public IReadOnlyList<OutgoingEnvelope> Sends { get; init; } = [];

    /// <summary>A chain to be added to the store as running.</summary>
    public ChainStart? Started { get; init; }

    /// <summary>The end of a started call or timer.</summary>
    public FutureSettlement? Settled { get; init; }

    /// <summary>The futures that signals settle.</summary>
    public IReadOnlyList<SignalListener> Listens { get; init; } = [];

    /// <summary>The futures that wait for signals and that nobody waits for any more. Applied before <see cref="Listens"/>.</summary>
    public IReadOnlyList<ListenerWithdrawal> Withdraws { get; init; } = [];

    /// <summary>A signal.</summary>
    public SignalDelivery? Signalled { get; init; }

    /// <summary>What the chain waits for. When enough of it has ended already, the envelope is sent at once.</summary>
    public FutureWait? Wait { get; init; }

    /// <summary>The end of a chain. A chain that has ended already stays as it ended.</summary>
    public ChainCompletion? Completed { get; init; }

    /// <summary>A chain that is to be cancelled.</summary>
    public ChainCancellation? Cancelled { get; init; }

    /// <summary>
    /// The delivery becomes a dead letter; its chain, if known and running, becomes <see cref="ChainStatus.Parked"/>. With <see cref="Completed"/>, it becomes what that says, and what it has started is kept:
    /// it may go on from there.
    /// </summary>
    public DeadLetter? DeadLetter { get; init; }

    /// <summary>A dead letter that goes on.</summary>
    public DeadLetterRedrive? Redriven { get; init; }

    /// <summary>A dead letter that is thrown away: its <see cref="Messaging.DeadLetter.MessageId"/>.</summary>
    public string? Discarded { get; init; }

    /// <summary>The step's line in the history. A store may drop it.</summary>
    public StepRecord? Step { get; init; }

    /// <summary>What the step threw, for the log.</summary>
    internal string? Thrown { get; init; }
}
