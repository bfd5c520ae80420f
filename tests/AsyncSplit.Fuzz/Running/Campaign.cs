using System.Diagnostics;
using AsyncSplit.Fuzz.Generation;
using AsyncSplit.Fuzz.Shrinking;

namespace AsyncSplit.Fuzz.Running;

/// <summary>Runs seed after seed, in batches, some beside each other.</summary>
internal static class Campaign
{
    /// <summary>Failures that are one and the same are shrunk once.</summary>
    private const int MostShrunk = 8;

    public static async Task<Report> RunAsync(Options options, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var report = new Report(options.From, watch);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        using var writing = new SemaphoreSlim(1);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Jobs };
        await Parallel.ForEachAsync(Batches(options), parallel, async (batch, _) =>
        {
            if (watch.Elapsed >= options.Time || (!options.KeepsGoing && shown.Count >= MostShrunk))
            {
                return;
            }

            var verdicts = await BatchRunner.JudgeAsync([.. batch.Select(ProgramGenerator.Generate)]);
            await writing.WaitAsync(CancellationToken.None);
            try
            {
                foreach (var verdict in verdicts)
                {
                    report.Add(verdict);
                    if (verdict.IsFailure && shown.Add($"{verdict.Kind} {verdict.Reason}") && shown.Count <= MostShrunk)
                    {
                        await ShowAsync(verdict, options.Shrinks, output);
                    }
                }

                report.Progress(output);
            }
            finally
            {
                writing.Release();
            }
        });
        return report;
    }

    private static async Task ShowAsync(ProgramVerdict verdict, bool shrinks, TextWriter output)
    {
        await output.WriteLineAsync($"════ {verdict.Program.Name}: {verdict.Kind}, {verdict.Reason}\n{verdict.Text}");
        if (!shrinks || verdict.Kind == VerdictKind.Endless)
        {
            return;
        }

        var shrunk = await Shrinker.ShrinkAsync(verdict);
        await output.WriteLineAsync($"──── shrunk\n{CaseFile.Write(shrunk.Program)}\n{shrunk.Text}════");
        await output.FlushAsync();
    }

    private static IEnumerable<ulong[]> Batches(Options options)
    {
        for (var done = 0L; done < options.Count; done += options.Batch)
        {
            var first = options.From + (ulong)done;
            yield return [.. Enumerable.Range(0, (int)Math.Min(options.Batch, options.Count - done)).Select(index => first + (ulong)index)];
        }
    }
}
