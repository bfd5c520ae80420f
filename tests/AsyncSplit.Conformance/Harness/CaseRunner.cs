using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Conformance.Harness;

/// <summary>Runs the rows of a case natively and split.</summary>
internal static class CaseRunner
{
    /// <summary>Gives what differs, row by row; nothing if the case conforms.</summary>
    /// <param name="build">The case.</param>
    /// <param name="fuses">Whether it is also run with steps that go on in place.</param>
    public static async Task<IReadOnlyList<string>> CompareAsync(CaseBuild build, bool fuses = false)
    {
        using var assembly = new CaseAssembly(build.Name, build.Assembly, build.Symbols);
        if (assembly.Cases is not [var @case] || @case.Type.Name != build.Name)
        {
            throw new InvalidOperationException($"{CorpusFiles.PathOf(build.Name)} is to have one class marked [Case], named {build.Name}; it has: {string.Join(", ", assembly.Cases.Select(found => found.Type))}.");
        }

        var differences = new List<string>();
        var mostSteps = 0;
        for (var row = 0; row < @case.Inputs().Count; row++)
        {
            var title = $"{build.Name}, row {row + 1}: {Differences.Describe(@case.Inputs()[row])}";
            try
            {
                var native = await RunAsync(assembly, host => host.RunNativelyAsync(@case, row));
                var again = await RunAsync(assembly, host => host.RunNativelyAsync(@case, row));
                if (!assembly.AreSame(native, again, @case.UnorderedJournal))
                {
                    differences.Add($"{title}\nThe case is wrong itself: two native runs differ.\n{Differences.Show("native", native, "again", again)}");
                    continue;
                }

                var split = await RunAsync(assembly, host => host.RunSplitAsync(@case, row));
                mostSteps = Math.Max(mostSteps, split.EntryPoints.Count);
                if (!assembly.AreSame(native, split, @case.UnorderedJournal))
                {
                    differences.Add($"{title}\n{Differences.Show("native", native, "split", split)}");
                }

                if (fuses && await RunAsync(assembly, host => host.RunFusedAsync(@case, row)) is var fused && !assembly.AreSame(native, fused, @case.UnorderedJournal))
                {
                    differences.Add($"{title}\n{Differences.Show("native", native, "fused", fused)}");
                }
            }
            catch (RunTimedOutException exception)
            {
                // The run may go on in the background: no further rows, they would suffer from it.
                differences.Add($"{title}\n{exception.Message}");
                break;
            }
        }

        if (differences.Count == 0 && mostSteps < 2)
        {
            differences.Add($"{build.Name}: no row took more than one step. The handler ran, but it was not split.");
        }

        return differences;
    }

    private static async Task<RunOutcome> RunAsync(CaseAssembly assembly, Func<CaseHost, Task<RunOutcome>> run)
    {
        await using var host = new CaseHost(assembly, ServiceLifetime.Singleton);
        return await run(host);
    }
}
