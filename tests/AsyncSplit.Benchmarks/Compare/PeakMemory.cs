namespace AsyncSplit.Benchmarks.Compare;

/// <summary>Looks at the managed heap every few milliseconds, from a thread of its own, and keeps the most that it held.</summary>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(5);

    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread _thread;
    private long _peak;

    public PeakMemory()
    {
        Look();
        _thread = new Thread(Watch) { IsBackground = true, Name = nameof(PeakMemory) };
        _thread.Start();
    }

    public long Bytes
    {
        get
        {
            Look();
            return Interlocked.Read(ref _peak);
        }
    }

    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
    }

    private void Watch()
    {
        while (!_ended.Wait(s_interval))
        {
            Look();
        }
    }

    private void Look()
    {
        var now = GC.GetTotalMemory(forceFullCollection: false);
        for (var known = Interlocked.Read(ref _peak); now > known; known = Interlocked.Read(ref _peak))
        {
            Interlocked.CompareExchange(ref _peak, now, known);
        }
    }
}
