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
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Jobs };
        await Parallel.ForEachAsync(Batches(options), parallel, async (batch, _) =>
        {
            if (watch.Elapsed >= options.Time || (!options.KeepsGoing && shown.Count >= MostShrunk))
            {
                return;
            }

            foreach (var verdict in await BatchRunner.JudgeAsync([.. batch.Select(ProgramGenerator.Generate)]))
            {
                bool isNew;
                lock (report)
                {
                    report.Add(verdict);
                    isNew = verdict.IsFailure && shown.Add($"{verdict.Kind} {verdict.Reason}") && shown.Count <= MostShrunk;
                }

                // The others go on meanwhile.
                if (verdict.IsFailure && await DescribeAsync(verdict, isNew, options.Shrinks) is var text)
                {
                    lock (report)
                    {
                        output.WriteLine(text);
                    }
                }
            }

            lock (report)
            {
                report.Progress(output);
            }
        });
        return report;
    }

    private static async Task<string> DescribeAsync(ProgramVerdict verdict, bool isNew, bool shrinks)
    {
        var title = $"════ {verdict.Program.Name}: {verdict.Kind}, {verdict.Reason}";
        if (!isNew || !shrinks || verdict.Kind == VerdictKind.Endless)
        {
            return isNew ? $"{title}\n{verdict.Text}" : title;
        }

        var shrunk = await Shrinker.ShrinkAsync(verdict);
        return $"{title}\n{verdict.Text}\n──── shrunk\n{CaseFile.Write(shrunk.Program)}\n{shrunk.Text}\n════";
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
