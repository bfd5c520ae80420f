using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;

namespace AsyncSplit.Engine;

/// <summary>What the interpreter knows of a step besides its outcome.</summary>
internal readonly record struct StepInput
{
    /// <summary>What the step ran for.</summary>
    public required Envelope Envelope { get; init; }

    /// <summary>The envelope, as it was delivered.</summary>
    public required Delivery Delivery { get; init; }

    /// <summary>What ran; null when nothing did, because an error travelled past the frame.</summary>
    public required EntryPoint? EntryPoint { get; init; }

    /// <summary>On what it ran; null for a static handler.</summary>
    public object? Instance { get; init; }

    /// <summary>What ran, or was passed; <c>$end</c>, where no frame was left.</summary>
    public string EntryPointId => EntryPoint?.Id ?? (Envelope.Header is { Kind: EnvelopeKind.Call } || Envelope.Top is not null ? Envelope.Header.Target : "$end");

    /// <summary>Why the strand is still to be cancelled: the next await throws. Null where it need not be.</summary>
    public CancellationKind? Cancellation { get; init; }

    /// <summary>Whether its chain is cancelled, and with it perhaps the strand.</summary>
    public bool IsOfCancelledChain => Cancellation is not null || Envelope.Header.IsCancelled;

    /// <summary>Where the call is made again if it throws: the frame that is to be thought below the step. Null where it is not.</summary>
    public RetryFrame? Retry { get; init; }

    /// <summary>The frames below what the step captures.</summary>
    public ReadOnlyMemory<byte> Continuation => Retry?.PushOn(Envelope.Continuation) ?? Envelope.Continuation;

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>For how long it ran.</summary>
    public required TimeSpan Active { get; init; }

    /// <summary>When it ended, by the clock.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>What it has started; null where it has not.</summary>
    public StepFutures? Futures { get; init; }

    /// <summary>The span that what it sends belongs to; null to hand on the envelope's.</summary>
    public string? TraceParent { get; init; }
}
