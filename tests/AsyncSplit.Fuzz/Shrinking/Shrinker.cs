using System.Diagnostics;
using System.Globalization;
using AsyncSplit.Fuzz.Running;
using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Shrinking;

/// <summary>Makes a failing program smaller as long as it fails in the same way.</summary>
internal static class Shrinker
{
    private const int BatchSize = 24;

    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(3);

    public static async Task<ProgramVerdict> ShrinkAsync(ProgramVerdict failing)
    {
        var watch = Stopwatch.StartNew();
        var tried = new HashSet<string>(StringComparer.Ordinal);
        var smallest = failing;
        while (true)
        {
            var before = smallest.Program;
            smallest = await PassAsync(smallest, tried, watch);
            if (ReferenceEquals(smallest.Program, before) || watch.Elapsed > s_timeLimit)
            {
                return smallest;
            }
        }
    }

    /// <summary>Goes once through the program, from its large parts to the small ones in each. What was cut away does not make it start anew.</summary>
    private static async Task<ProgramVerdict> PassAsync(ProgramVerdict failing, HashSet<string> tried, Stopwatch watch)
    {
        var smallest = failing;
        var candidates = Reductions.Of(smallest.Program).ToList();
        for (var position = 0; position < candidates.Count && watch.Elapsed < s_timeLimit;)
        {
            var chunk = new List<ProgramTree>();
            var next = position;
            for (; next < candidates.Count && chunk.Count < BatchSize; next++)
            {
                if (tried.Add(candidates[next].ToString()))
                {
                    chunk.Add(candidates[next]);
                }
            }

            if (await SmallestFailingAsync(chunk, failing) is { } smaller)
            {
                smallest = smaller;
                candidates = [.. Reductions.Of(smallest.Program)];
            }
            else
            {
                position = next;
            }
        }

        return smallest;
    }

    private static async Task<ProgramVerdict?> SmallestFailingAsync(List<ProgramTree> programs, ProgramVerdict failing)
    {
        if (programs.Count == 0)
        {
            return null;
        }

        var name = failing.Program.Name;
        var verdicts = await BatchRunner.JudgeAsync([.. programs.Select((program, index) => program.Named($"{name}x{index.ToString(CultureInfo.InvariantCulture)}"))]);
        var smallest = verdicts.Where(verdict => verdict.Kind == failing.Kind && verdict.Reason == failing.Reason).MinBy(verdict => (verdict.Program.Size, verdict.Program.Rows.Length));
        return smallest is null ? null : smallest with { Program = smallest.Program.Named(name) };
    }
}
