using System.Text;
using AsyncSplit.Conformance.Harness;
using AsyncSplit.Fuzz.Trees;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Fuzz.Running;

/// <summary>Runs the programs of a batch, row by row, natively and split.</summary>
internal static class BatchRunner
{
    // A batch may have the least part of a machine: a long run goes on beside other work.
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(1);

    /// <summary>Compiles and runs; a verdict for each, in order.</summary>
    public static async Task<IReadOnlyList<ProgramVerdict>> JudgeAsync(IReadOnlyList<ProgramTree> programs)
    {
        var batch = BatchCompiler.Compile(programs);
        var verdicts = batch.Rejected.ToDictionary(verdict => verdict.Program.Name, StringComparer.Ordinal);
        using var assembly = new CaseAssembly("Fuzz", batch.Assembly, []);
        var cases = assembly.Cases.ToDictionary(@case => @case.Type.Name, StringComparer.Ordinal);
        var host = new CaseHost(assembly, ServiceLifetime.Transient, s_timeLimit);
        foreach (var program in batch.Runnable)
        {
            var verdict = verdicts[program.Name] = await JudgeAsync(program, assembly, host, cases[program.Name]);
            if (verdict.Kind == VerdictKind.Endless)
            {
                // It may go on for ever: it keeps the host it has.
                host = new CaseHost(assembly, ServiceLifetime.Transient, s_timeLimit);
            }
        }

        await host.DisposeAsync();
        return [.. programs.Select(program => verdicts[program.Name])];
    }

    private static async Task<ProgramVerdict> JudgeAsync(ProgramTree program, CaseAssembly assembly, CaseHost host, CaseType @case)
    {
        var rows = new List<int>();
        var text = new StringBuilder();
        var reason = "";
        var steps = 0;
        for (var row = 0; row < program.Rows.Length; row++)
        {
            try
            {
                var native = await host.RunNativelyAsync(@case, row);
                var split = await host.RunSplitAsync(@case, row);
                steps += split.EntryPoints.Count;
                if (assembly.AreSame(native, split, unorderedJournal: false))
                {
                    continue;
                }

                var again = await host.RunNativelyAsync(@case, row);
                var isStable = assembly.AreSame(native, again, unorderedJournal: false);
                rows.Add(row);
                reason = reason.Length > 0 ? reason : isStable ? ReasonOf(native, split) : "two native runs differ";
                text.AppendLine($"row {row + 1}: [{program.Rows[row]}]{(isStable ? "" : " (two native runs differ)")}\n{Differences.Show("native", native, isStable ? "split" : "again", isStable ? split : again)}");
            }
            catch (RunTimedOutException exception)
            {
                return new ProgramVerdict(program, VerdictKind.Endless, "endless", $"row {row + 1}: [{program.Rows[row]}]\n{exception.Message}") { Rows = [row], Steps = steps };
            }
        }

        return new ProgramVerdict(program, rows.Count == 0 ? VerdictKind.Same : VerdictKind.Differs, reason, text.ToString()) { Rows = rows, Steps = steps };
    }

    /// <summary>Whether it is the journal that differs first, or only the end, and by what the split run ended.</summary>
    private static string ReasonOf(RunOutcome native, RunOutcome split)
    {
        var end = split.Exception is { } thrown ? thrown.GetType().Name : "a result";
        var nativeEnd = native.Exception is { } expected ? expected.GetType().Name : "a result";
        return native.Journal.SequenceEqual(split.Journal) ? $"{nativeEnd} natively, {end} split" : nativeEnd == end ? "another journal" : $"another journal, {nativeEnd} natively, {end} split";
    }
}
