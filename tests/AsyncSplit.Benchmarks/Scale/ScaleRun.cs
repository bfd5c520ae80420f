using System.Diagnostics;
using System.Globalization;
using AsyncSplit.Benchmarks.Compare;
using AsyncSplit.Benchmarks.Compare.Stores;
using AsyncSplit.Benchmarks.Stores;

namespace AsyncSplit.Benchmarks.Scale;

/// <summary>Chains that wait in a database, and chains that run beside them, against the same in a database that is empty.</summary>
/// <param name="create">Makes an empty database.</param>
/// <param name="chains">How many wait.</param>
/// <param name="rounds">How often the running ones are measured, in turn.</param>
/// <param name="copies">How many chains there are to be of each that the engine starts: 1, where it starts them all.</param>
internal sealed class ScaleRun(Func<BenchmarkStore> create, int chains, int rounds, int copies)
{
    private const int Concurrency = 32;
    private const int ActiveChains = 2000;
    private const int Woken = 100;
    private const double Target = 0.8;

    public async Task RunAsync()
    {
        var (empty, full) = (create(), create());
        await using (empty.ConfigureAwait(false))
        await using (full.ConfigureAwait(false))
        {
            await empty.CreateAsync().ConfigureAwait(false);
            await full.CreateAsync().ConfigureAwait(false);
            var before = await full.SizeAsync().ConfigureAwait(false);
            var tokens = await LoadAsync(full, chains / copies).ConfigureAwait(false);
            if (copies > 1)
            {
                await PostgreSqlCopies.MakeAsync(full, copies).ConfigureAwait(false);
                await PostgreSqlCopies.CheckAsync(full).ConfigureAwait(false);
                Print($"each of them has been copied {copies - 1} times: the copies have as many rows in each table as the chains of the engine, of the same lengths");
            }

            await PrintSizeAsync(full, before).ConfigureAwait(false);
            await CompareAsync(empty, full).ConfigureAwait(false);
            await WakeAsync(full, tokens).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyCollection<CallbackToken>> LoadAsync(BenchmarkStore store, int count)
    {
        var host = store.Host(concurrency: 256, keptTokens: Woken);
        await using (host.ConfigureAwait(false))
        {
            await host.StartAsync().ConfigureAwait(false);
            var started = Stopwatch.GetTimestamp();
            await host.StartWaitingAsync(count).ConfigureAwait(false);
            Print($"{count} chains have been started by the engine in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, and wait: one half for a callback, with a time limit, one half for a timer");
            return host.Desk.Tokens.Count == Woken ? host.Desk.Tokens : throw new InvalidOperationException($"Of {Woken} tokens {host.Desk.Tokens.Count} were handed out.");
        }
    }

    private async Task PrintSizeAsync(BenchmarkStore store, long before)
    {
        await store.TidyAsync().ConfigureAwait(false);
        var size = await store.SizeAsync().ConfigureAwait(false) - before;
        Print($"bytes per waiting chain {(double)size / chains:0} ({size} in all)");
        var all = 0L;
        foreach (var table in BenchmarkStore.Tables)
        {
            var rows = await store.ReadAsync($"SELECT count(*) FROM {table}").ConfigureAwait(false);
            all += rows;
            if (rows > 0)
            {
                Print($"  {table} {(double)rows / chains:0.##} rows per chain");
            }
        }

        Print($"rows per waiting chain {(double)all / chains:0.##}");
    }

    private async Task CompareAsync(BenchmarkStore empty, BenchmarkStore full)
    {
        var ratios = new List<double>();
        var (alone, beside) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var left = await TallyRun.MeasureAsync(round % 2 == 0 ? full : empty, ActiveChains, Concurrency).ConfigureAwait(false);
            var right = await TallyRun.MeasureAsync(round % 2 == 0 ? empty : full, ActiveChains, Concurrency).ConfigureAwait(false);
            var (ofFull, ofEmpty) = round % 2 == 0 ? (left.Value, right.Value) : (right.Value, left.Value);
            if (round >= 0)
            {
                beside.Add(ofFull);
                alone.Add(ofEmpty);
                ratios.Add(ofFull / ofEmpty);
            }
        }

        var ratio = Comparison.Median(ratios);
        Print($"ratio scale {ratio:0.###} target ≥{Target} {(ratio >= Target ? "ok" : "short")} | {ratios.Min():0.###} to {ratios.Max():0.###} in {rounds} rounds | beside {Comparison.Median(beside):0} steps/s | empty {Comparison.Median(alone):0} steps/s");
    }

    // The chains are no mere rows: some of them go on. The timers' time is brought forward in the table.
    private static async Task WakeAsync(BenchmarkStore store, IReadOnlyCollection<CallbackToken> tokens)
    {
        await store.HurryAsync(Woken).ConfigureAwait(false);
        var host = store.Host(Concurrency);
        await using (host.ConfigureAwait(false))
        {
            await host.StartAsync().ConfigureAwait(false);
            foreach (var token in tokens)
            {
                await host.Client.CompleteAsync(token, "yes").ConfigureAwait(false);
            }

            var started = Stopwatch.GetTimestamp();
            while (await CountWokenAsync(store).ConfigureAwait(false) < tokens.Count + Woken)
            {
                if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(60))
                {
                    throw new TimeoutException("The chains that were woken have not ended.");
                }

                await Task.Delay(100).ConfigureAwait(false);
            }
        }

        Print($"{tokens.Count} callbacks were completed and {Woken} timers brought forward: all these chains have ended");
    }

    private static Task<long> CountWokenAsync(BenchmarkStore store) => store.ReadAsync("SELECT count(*) FROM chains WHERE status = 1 AND handler <> 'Tallies.AddFiveAsync'");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
