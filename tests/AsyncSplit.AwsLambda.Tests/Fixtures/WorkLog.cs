using System.Collections.Concurrent;

namespace AsyncSplit.AwsLambda.Tests.Fixtures;

/// <summary>What the handlers of <see cref="Work"/> have done.</summary>
public sealed class WorkLog
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _present;

    public ConcurrentQueue<string> Lines { get; } = new();

    public Task Released => _released.Task;

    public void Release() => _released.TrySetResult();

    public void Write(string line) => Lines.Enqueue(line);

    public Task MeetAsync(int count)
    {
        if (Interlocked.Increment(ref _present) == count)
        {
            _met.TrySetResult();
        }

        return _met.Task;
    }
}
