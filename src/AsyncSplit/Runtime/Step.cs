namespace AsyncSplit.Runtime;

/// <summary>What generated entry points end with.</summary>
public static class Step
{
    /// <summary>Calls by message and continues with <paramref name="frame"/>.</summary>
    public static StepOutcome Call(ChainCall call, CapturedState frame) => new CallOutcome(call, frame);

    /// <summary>Calls by message and hands the caller's callback on: nothing of this handler is left.</summary>
    public static StepOutcome TailCall(ChainCall call) => new CallOutcome(call, null);

    /// <summary>A handler that is not async has returned a task that is no chain call's: the step awaits it, and its end is the handler's.</summary>
    public static StepOutcome Forward(Task task) => new ForwardOutcome(ReturnOf(task));

    /// <inheritdoc cref="Forward(Task)"/>
    public static StepOutcome Forward<T>(Task<T> task) => new ForwardOutcome(ReturnOf(task));

    /// <inheritdoc cref="Forward(Task)"/>
    public static StepOutcome Forward(ValueTask task) => new ForwardOutcome(ReturnOf(task.AsTask()));

    /// <inheritdoc cref="Forward(Task)"/>
    public static StepOutcome Forward<T>(ValueTask<T> task) => new ForwardOutcome(ReturnOf(task.AsTask()));

    /// <summary>A call on an object of a class, whose run-time type says which handler is meant.</summary>
    /// <exception cref="NullReferenceException">There is no object.</exception>
    public static ChainCall On(object receiver, ChainCall call) => call.Of(receiver, isOfBase: false);

    /// <summary>A call of a base class's own version of a handler: <c>base.QuoteAsync(…)</c>.</summary>
    public static ChainCall OnBase(object receiver, ChainCall call) => call.Of(receiver, isOfBase: true);

    /// <summary>A call of a contract's member, after its receiver has been evaluated.</summary>
    /// <exception cref="NullReferenceException">There is none.</exception>
    public static ChainCall NotNull(object? receiver, ChainCall call) => receiver is null ? throw new NullReferenceException() : call;

    /// <summary>The handler has returned, without a result.</summary>
    public static StepOutcome Return() => ReturnNothing.Instance;

    /// <summary>The handler has returned <paramref name="result"/>.</summary>
    public static StepOutcome Return<T>(T result) => new ReturnValue<T>(result);

    /// <summary>Waits as long as <c>Task.Delay</c> with the same arguments would; nobody is billed meanwhile.</summary>
    /// <exception cref="ArgumentOutOfRangeException">What <c>Task.Delay</c> refuses.</exception>
    public static StepOutcome Delay(TimeSpan delay, CapturedState frame) => new DelayOutcome(DelayOf(delay), frame);

    /// <inheritdoc cref="Delay(TimeSpan, CapturedState)"/>
    public static StepOutcome Delay(int millisecondsDelay, CapturedState frame) => new DelayOutcome(DelayOf(millisecondsDelay), frame);

    /// <inheritdoc cref="Delay(TimeSpan, CapturedState)"/>
    /// <exception cref="TaskCanceledException">The token is cancelled already.</exception>
    public static StepOutcome Delay(TimeSpan delay, CancellationToken cancellationToken, CapturedState frame) =>
        ThrowIfCancelled(Delay(delay, frame), cancellationToken);

    /// <inheritdoc cref="Delay(TimeSpan, CancellationToken, CapturedState)"/>
    public static StepOutcome Delay(int millisecondsDelay, CancellationToken cancellationToken, CapturedState frame) =>
        ThrowIfCancelled(Delay(millisecondsDelay, frame), cancellationToken);

    /// <summary>Continues in a fresh step: <c>await Task.Yield()</c>.</summary>
    public static StepOutcome Yield(CapturedState frame) => new DelayOutcome(TimeSpan.Zero, frame);

    /// <summary>Sends how an opaque await ended to the resume point of <paramref name="frame"/>.</summary>
    public static StepOutcome Resume(Awaited awaited, CapturedState frame) => new ResumeOutcome(awaited, frame);

    /// <summary>Awaits inside the step and gives how that ended, whatever it was.</summary>
    public static async ValueTask<Awaited> Await(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
            return new AwaitedNothing(null);
        }
        catch (Exception exception)
        {
            return new AwaitedNothing(exception);
        }
    }

    /// <inheritdoc cref="Await(Task)"/>
    public static async ValueTask<Awaited> Await<T>(Task<T> task)
    {
        try
        {
            return new AwaitedValue<T>(await task.ConfigureAwait(false), null);
        }
        catch (Exception exception)
        {
            return new AwaitedNothing(exception);
        }
    }

    /// <inheritdoc cref="Await(Task)"/>
    public static ValueTask<Awaited> Await(ValueTask task) => Await(task.AsTask());

    /// <inheritdoc cref="Await(Task)"/>
    public static ValueTask<Awaited> Await<T>(ValueTask<T> task) => Await(task.AsTask());

    /// <summary>How an await of something else than a task ended, which the generated code awaits itself: with nothing.</summary>
    public static Awaited Completed() => new AwaitedNothing(null);

    /// <summary>How an await of something else than a task ended: with a result.</summary>
    public static Awaited Completed<T>(T result) => new AwaitedValue<T>(result, null);

    /// <summary>How an await of something else than a task ended: with an exception.</summary>
    public static Awaited Failed(Exception exception) => new AwaitedNothing(exception);

    /// <summary>Throws an exception again that was caught in an earlier step, with the stack trace it had: <c>throw;</c> behind an await in a catch block.</summary>
    /// <returns>Nothing: the compiler is to see a throw statement.</returns>
    public static Exception Rethrow(Exception caught)
    {
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(caught);
        return caught;
    }

    /// <summary>The number of items that a foreach over a list, which goes on after an await, started with.</summary>
    /// <exception cref="InvalidOperationException">Items were added or removed since: what the list's enumerator throws.</exception>
    public static int Unchanged<T>(List<T> list, int count) =>
        list.Count == count ? count : throw new InvalidOperationException("Collection was modified; enumeration operation may not execute.");

    /// <summary>What a foreach that crosses an await iterates over, if it is neither an array nor a list.</summary>
    /// <exception cref="NullReferenceException">There is no sequence: what foreach throws.</exception>
    public static List<T> Materialize<T>(IEnumerable<T> sequence)
    {
        var items = new List<T>();
        foreach (var item in sequence)
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>Takes out the task that a loop over <c>Task.WhenEach</c> goes on with.</summary>
    /// <returns>That task.</returns>
    public static TTask Take<TTask>(List<TTask> left, TTask ended)
        where TTask : Task
    {
        left.Remove(ended);
        return ended;
    }

    private static async Task<StepOutcome> ReturnOf(Task task)
    {
        await task.ConfigureAwait(false);
        return Return();
    }

    private static async Task<StepOutcome> ReturnOf<T>(Task<T> task) => Return(await task.ConfigureAwait(false));

    /// <summary>Waits for a task that may stand for started calls, and has been <see cref="StepFutures.Settle(Task)">settled</see> as far as this step can.</summary>
    /// <param name="futures">The step's.</param>
    /// <param name="task">The task. It is in <paramref name="frame"/>, where the resume point finds it ended.</param>
    /// <param name="frame">Goes on with it.</param>
    /// <exception cref="NullReferenceException">There is no task: what an await throws.</exception>
    public static StepOutcome Join(StepFutures futures, Task task, CapturedState frame) => new JoinOutcome(futures, task ?? throw new NullReferenceException(), frame);

    /// <summary>The delay as the engine has it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">What <c>Task.Delay</c> refuses.</exception>
    internal static TimeSpan DelayOf(TimeSpan delay)
    {
        var milliseconds = (long)delay.TotalMilliseconds;
        if (milliseconds is < -1 or > uint.MaxValue - 1)
        {
            // Task.Delay itself says what is wrong, in its own words.
            _ = Task.Delay(delay);
        }

        return milliseconds == -1 ? Timeout.InfiniteTimeSpan : delay;
    }

    /// <inheritdoc cref="DelayOf(TimeSpan)"/>
    internal static TimeSpan DelayOf(int millisecondsDelay)
    {
        if (millisecondsDelay < -1)
        {
            _ = Task.Delay(millisecondsDelay);
        }

        return TimeSpan.FromMilliseconds(millisecondsDelay);
    }

    private static StepOutcome ThrowIfCancelled(StepOutcome outcome, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? throw new TaskCanceledException(Task.FromCanceled(cancellationToken)) : outcome;
}
