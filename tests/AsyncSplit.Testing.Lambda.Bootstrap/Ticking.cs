namespace AsyncSplit.Testing.Lambda.Bootstrap;

/// <summary>Counts in the background, so that one sees when the process does not run.</summary>
internal static class Ticking
{
    private static int s_ticks;

    public static int Ticks => Volatile.Read(ref s_ticks);

    public static void Start()
    {
        var thread = new Thread(static () =>
        {
            while (true)
            {
                Thread.Sleep(10);
                Interlocked.Increment(ref s_ticks);
            }
        })
        { IsBackground = true };
        thread.Start();
    }
}
