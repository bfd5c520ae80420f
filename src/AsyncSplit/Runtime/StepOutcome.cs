using AsyncSplit.Serialization;

namespace AsyncSplit.Runtime;

/// <summary>What a step ends with, as data: the engine turns it into envelopes and store operations. <see cref="Step"/> makes them.</summary>
public abstract class StepOutcome
{
    private protected StepOutcome()
    {
    }

    /// <summary>Notes that the step ends here, so that a finally block around does not take it for the end of its try block.</summary>
    /// <param name="suspended">Set to true, unless the handler has returned; what has been evaluated to get here has not thrown.</param>
    /// <returns>This outcome.</returns>
    public StepOutcome Suspending(ref bool suspended)
    {
        suspended = this is not ReturnOutcome;
        return this;
    }
}

/// <summary>A chain call. Without a frame it is a tail call: the callee answers to the caller's caller.</summary>
public sealed class CallOutcome(ChainCall call, CapturedState? frame) : StepOutcome
{
    public ChainCall Call { get; } = call;

    public CapturedState? Frame { get; } = frame;
}

/// <summary>The handler returned. <see cref="Write"/> writes the result.</summary>
public abstract class ReturnOutcome : StepOutcome
{
    /// <summary>Writes the result with the handler's result codec (null for a handler without a result, which writes JSON null).</summary>
    public abstract void Write(StateWriter writer, Codec? codec);
}

/// <summary>A timer: the frame is resumed when <paramref name="delay"/> has passed.</summary>
public sealed class DelayOutcome(TimeSpan delay, CapturedState frame) : StepOutcome
{
    /// <summary>How long to wait; zero for a fresh invocation at once, <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public TimeSpan Delay { get; } = delay;

    public CapturedState Frame { get; } = frame;
}

/// <summary>An opaque await has completed: its result or exception goes through the transport to the frame's resume point.</summary>
public sealed class ResumeOutcome(Awaited awaited, CapturedState frame) : StepOutcome
{
    public Awaited Awaited { get; } = awaited;

    public CapturedState Frame { get; } = frame;
}

/// <summary>The handler returned a task: awaited within the step, before anything is committed.</summary>
internal sealed class ForwardOutcome(Task<StepOutcome> end) : StepOutcome
{
    /// <summary>How the handler ends.</summary>
    public Task<StepOutcome> End { get; } = end;
}

/// <summary>Waits until a task that stands for started calls has ended.</summary>
public sealed class JoinOutcome(StepFutures futures, Task task, CapturedState frame) : StepOutcome
{
    public StepFutures Futures { get; } = futures;

    public Task Task { get; } = task;

    public CapturedState Frame { get; } = frame;
}
