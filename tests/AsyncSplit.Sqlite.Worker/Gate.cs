namespace AsyncSplit.Sqlite.Worker;

/// <summary>Where steps wait until a test lets them go on.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _arrived = new(0);
    private int _inside;
    private int _most;

    /// <summary>How many have been inside at the same time.</summary>
    public int Most => Volatile.Read(ref _most);

    public void Open() => _open.TrySetResult();

    /// <summary>Waits until so many have come.</summary>
    public async Task ArriveAsync(int count)
    {
        for (var index = 0; index < count; index++)
        {
            await _arrived.WaitAsync();
        }
    }

    public async Task PassAsync()
    {
        var inside = Interlocked.Increment(ref _inside);
        for (var most = Most; inside > most; most = Most)
        {
            Interlocked.CompareExchange(ref _most, inside, most);
        }

        _arrived.Release();
        await _open.Task;
        Interlocked.Decrement(ref _inside);
    }
}
