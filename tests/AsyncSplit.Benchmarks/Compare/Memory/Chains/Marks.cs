using System.Diagnostics;

namespace AsyncSplit.Benchmarks.Compare.Memory.Chains;

/// <summary>When certain calls of a long chain ran. Only one such chain runs at a time.</summary>
internal static class Marks
{
    private static int s_first = -1;
    private static int s_last = -1;
    private static long s_firstAt;
    private static long s_lastAt;

    /// <summary>For how long the chain took from the one call to the other.</summary>
    public static TimeSpan Between => Stopwatch.GetElapsedTime(Volatile.Read(ref s_firstAt), Volatile.Read(ref s_lastAt));

    /// <summary>Which calls are looked for; negative for none.</summary>
    public static void Look(int first, int last) => (s_first, s_last, s_firstAt, s_lastAt) = (first, last, 0, 0);

    /// <summary>A call of this number runs.</summary>
    public static void Set(int number)
    {
        if (number == s_first)
        {
            Volatile.Write(ref s_firstAt, Stopwatch.GetTimestamp());
        }
        else if (number == s_last)
        {
            Volatile.Write(ref s_lastAt, Stopwatch.GetTimestamp());
        }
    }
}
