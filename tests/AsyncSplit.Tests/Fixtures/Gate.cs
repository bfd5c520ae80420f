namespace AsyncSplit.Tests.Fixtures;

/// <summary>A plain callee that waits until the test lets it go.</summary>
internal sealed class Gate : IDatabase
{
    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int MostAtATime { get; private set; }

    private int _inside;

    public async Task<string> GetAsync(string key)
    {
        MostAtATime = Math.Max(MostAtATime, Interlocked.Increment(ref _inside));
        Entered.TrySetResult();
        await Open.Task;
        Interlocked.Decrement(ref _inside);
        return key;
    }
}
