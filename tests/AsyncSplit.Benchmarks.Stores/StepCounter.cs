using AsyncSplit.Hosting;
using AsyncSplit.Messaging;

namespace AsyncSplit.Benchmarks.Stores;

/// <summary>Counts committed steps, and tells when there have been so many.</summary>
public sealed class StepCounter : IStepObserver
{
    private TaskCompletionSource _reached = new();
    private long _left;

    /// <summary>Waits for so many steps, from now on.</summary>
    public Task WaitFor(long steps)
    {
        _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, steps);
        return _reached.Task;
    }

    public void OnStep(StepRecord step)
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _reached.TrySetResult();
        }
    }
}
