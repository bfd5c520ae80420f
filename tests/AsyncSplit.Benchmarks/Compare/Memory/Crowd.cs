namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>So many customers at a time, each of whom starts the next chain when the last one has ended.</summary>
internal static class Crowd
{
    /// <summary>How many calls a chain makes.</summary>
    public const int Calls = 5;

    public static async Task RunAsync(int chains, int atATime, Func<int, Task> run)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => Task.Run(CustomerAsync))).ConfigureAwait(false);

        async Task CustomerAsync()
        {
            for (var number = Interlocked.Increment(ref next); number < chains; number = Interlocked.Increment(ref next))
            {
                await run(number).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Checks what a chain of five calls has given.</summary>
    public static void Check(int start, int sum)
    {
        if (sum != start + start + 16)
        {
            throw new InvalidOperationException($"A chain that started with {start} gave {sum}.");
        }
    }
}
