namespace AsyncSplit.Hosting;

/// <summary>How the worker of this process is: what its health check looks at.</summary>
internal sealed class WorkerState
{
    private volatile Exception? _fault;
    private int _running;

    /// <summary>Why the last try to receive failed; null where it did not, and in a process without a worker.</summary>
    public Exception? Fault => _fault;

    /// <summary>How many steps it runs.</summary>
    public int Running => Volatile.Read(ref _running);

    public void Received() => _fault = null;

    public void Failed(Exception fault) => _fault = fault;

    public void Started() => Interlocked.Increment(ref _running);

    public void Ended() => Interlocked.Decrement(ref _running);
}
