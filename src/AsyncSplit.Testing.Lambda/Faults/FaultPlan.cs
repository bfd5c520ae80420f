using System.Diagnostics.CodeAnalysis;

namespace AsyncSplit.Testing.Lambda.Faults;

/// <summary>Says what goes wrong with the n-th invocation of a function, and counts what did.</summary>
internal sealed class FaultPlan(LambdaFaults faults)
{
    private int _left = faults.MaxFaults;
    private int _kills;
    private int _duplicates;
    private int _lostDeletions;

    public LambdaFaultCounts Counts => new(_kills, _duplicates, _lostDeletions);

    /// <summary>Whether an invocation is to be killed.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="index">Which of the function's invocations it is.</param>
    /// <param name="usual">How long the function's invocations take.</param>
    /// <param name="delay">After what time.</param>
    public bool TryKill(string function, int index, TimeSpan usual, out TimeSpan delay)
    {
        var random = RandomOf(function, index, 'k');
        var happens = Happens(random, faults.Kills);
        delay = usual * random.NextDouble();
        return happens;
    }

    public void CountKill() => Interlocked.Increment(ref _kills);

    /// <summary>Whether a batch is to be delivered twice.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="index">Which of the function's batches it is.</param>
    /// <param name="atOnce">Whether both are delivered at the same time.</param>
    public bool TryDuplicate(string function, int index, out bool atOnce)
    {
        var random = RandomOf(function, index, 'd');
        var happens = Happens(random, faults.Duplicates);
        atOnce = random.Next(2) == 0;
        return happens && Count(ref _duplicates);
    }

    /// <summary>Whether the messages of a batch that has succeeded stay in the queue.</summary>
    public bool TryLoseDeletion(string function, int index) => Happens(RandomOf(function, index, 'l'), faults.LostDeletions) && Count(ref _lostDeletions);

    private static bool Count(ref int counter)
    {
        Interlocked.Increment(ref counter);
        return true;
    }

    private bool Happens(Random random, double probability) => random.NextDouble() < probability && Interlocked.Decrement(ref _left) >= 0;

    // The same in each run, which hash codes of strings are not.
    [SuppressMessage("Security", "CA5394", Justification = "Faults, not secrets.")]
    private Random RandomOf(string function, int index, char kind)
    {
        var hash = (uint)faults.Seed;
        foreach (var character in $"{kind}{index}{function}")
        {
            hash = (hash ^ character) * 16777619;
        }

        return new Random((int)hash);
    }
}
