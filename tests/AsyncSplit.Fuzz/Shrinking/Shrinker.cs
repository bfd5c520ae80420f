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
        var name = failing.Program.Name;
        var smallest = failing;
        while (watch.Elapsed < s_timeLimit && await FindSmallerAsync(smallest, tried, watch) is { } smaller)
        {
            smallest = smaller with { Program = smaller.Program.Named(name) };
        }

        return smallest;
    }

    private static async Task<ProgramVerdict?> FindSmallerAsync(ProgramVerdict failing, HashSet<string> tried, Stopwatch watch)
    {
        var name = failing.Program.Name;
        var candidates = Reductions.Of(failing.Program).OrderBy(program => program.Size).ThenBy(program => program.Rows.Length).Where(program => tried.Add(program.ToString()));
        foreach (var chunk in candidates.Chunk(BatchSize))
        {
            var verdicts = await BatchRunner.JudgeAsync([.. chunk.Select((program, index) => program.Named($"{name}x{index.ToString(CultureInfo.InvariantCulture)}"))]);
            if (verdicts.FirstOrDefault(verdict => verdict.Kind == failing.Kind && verdict.Reason == failing.Reason) is { } smaller)
            {
                return smaller;
            }

            if (watch.Elapsed > s_timeLimit)
            {
                break;
            }
        }

        return null;
    }
}
