namespace AsyncSplit.Queues.Tables;

/// <summary>Gives a place in time to what has none by itself: later than all that this process has given, and as near to other processes' as their clocks are.</summary>
internal sealed class Stamps(TimeProvider clock)
{
    private long _last;

    public long Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(clock.GetUtcNow().UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }
}
