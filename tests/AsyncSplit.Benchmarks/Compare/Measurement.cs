using System.Diagnostics;

namespace AsyncSplit.Benchmarks.Compare;

/// <summary>What one side of a scenario has needed once.</summary>
/// <param name="Value">The figure that is compared, in the scenario's unit.</param>
/// <param name="AllocatedBytes">What was allocated meanwhile, by all threads.</param>
/// <param name="PeakBytes">The most that the managed heap held meanwhile, looked at every few milliseconds.</param>
public readonly record struct Measurement(double Value, long AllocatedBytes, long PeakBytes)
{
    /// <summary>How many milliseconds something takes.</summary>
    public static Measurement Milliseconds(Action action) => Of(action, static elapsed => elapsed.TotalMilliseconds);

    /// <inheritdoc cref="Milliseconds(Action)"/>
    public static ValueTask<Measurement> MillisecondsAsync(Func<Task> action) => OfAsync(action, static elapsed => elapsed.TotalMilliseconds);

    /// <summary>How many of something are done in a second.</summary>
    /// <param name="count">How many <paramref name="action"/> does.</param>
    /// <param name="action">What does them.</param>
    public static ValueTask<Measurement> PerSecondAsync(long count, Func<Task> action) => OfAsync(action, elapsed => count / elapsed.TotalSeconds);

    private static Measurement Of(Action action, Func<TimeSpan, double> figure)
    {
        using var peak = new PeakMemory();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        action();
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Measurement(figure(elapsed), GC.GetTotalAllocatedBytes(precise: true) - allocated, peak.Bytes);
    }

    private static async ValueTask<Measurement> OfAsync(Func<Task> action, Func<TimeSpan, double> figure)
    {
        using var peak = new PeakMemory();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await action().ConfigureAwait(false);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Measurement(figure(elapsed), GC.GetTotalAllocatedBytes(precise: true) - allocated, peak.Bytes);
    }
}
