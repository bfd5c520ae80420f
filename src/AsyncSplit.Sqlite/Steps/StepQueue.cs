using System.Diagnostics;

namespace AsyncSplit.Sqlite.Steps;

/// <summary>
/// Where a step waits for the right to write. The writer, which has it most of the time when much is to do, lets go of it for a moment when it sees one: SQLite has no queue of its own.
/// </summary>
internal sealed class StepQueue
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(4);

    private int _waiting;

    public IDisposable Enter()
    {
        Interlocked.Increment(ref _waiting);
        return new Place(this);
    }

    /// <summary>Gives a step that waits the time to take its turn.</summary>
    public void LetPass()
    {
        var started = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _waiting) > 0 && Stopwatch.GetElapsedTime(started) < s_longest)
        {
            Thread.Sleep(1);
        }
    }

    private sealed class Place(StepQueue queue) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref queue._waiting);
    }
}
