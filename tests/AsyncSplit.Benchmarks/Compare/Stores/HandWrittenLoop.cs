using System.Text.Json;
using AsyncSplit.Benchmarks.Stores;

namespace AsyncSplit.Benchmarks.Compare.Stores;

/// <summary>
/// What one would write by hand over the same tables: one transaction for a batch takes messages out of the queue, does what they say, writes a line of history for each (by which a
/// repeated message is recognised), puts the next messages in and ends chains. The transaction holds the rows meanwhile: no lease has to be written.
/// </summary>
internal abstract class HandWrittenLoop
{
    protected const string EntryPoint = "Tallies.AddFiveAsync@AddOneAsync";

    private static long s_ids;

    /// <summary>Puts the first message of each chain into the queue.</summary>
    /// <param name="count">How many chains.</param>
    /// <param name="bodyBytes">About how many bytes a message has.</param>
    public abstract Task EnqueueAsync(int count, int bodyBytes);

    /// <summary>Takes one batch.</summary>
    /// <returns>How many messages it took; zero when none is left.</returns>
    public abstract Task<int> RunBatchAsync();

    /// <summary>Until the queue is empty.</summary>
    public async Task<long> RunAsync()
    {
        var all = 0L;
        while (await RunBatchAsync().ConfigureAwait(false) is var taken and > 0)
        {
            all += taken;
        }

        return all;
    }

    protected static string NewId() => Interlocked.Increment(ref s_ids).ToString("x32", null);

    protected static byte[] First(string chain, int bodyBytes)
    {
        var job = new Job(chain, 0, 0, "");
        return Write(job with { Rest = new string('x', Math.Max(0, bodyBytes - Write(job).Length)) });
    }

    /// <summary>Does what a message says.</summary>
    /// <returns>The next message; null where the chain has ended.</returns>
    protected static (Job Job, byte[]? Next) Step(ReadOnlySpan<byte> body)
    {
        var job = JsonSerializer.Deserialize(body, JobJson.Default.Job)!;
        var next = job with { Step = job.Step + 1, Number = job.Step % 2 == 1 ? job.Number + 1 : job.Number };
        return (next, next.Step == Tallies.Envelopes ? null : Write(next));
    }

    protected static long Now() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks;

    private static byte[] Write(Job job) => JsonSerializer.SerializeToUtf8Bytes(job, JobJson.Default.Job);
}
