using System.Text;
using AsyncSplit;
using AsyncSplit.Messaging;
using Spectre.Console;

namespace Quickstart.Report;

/// <summary>Shows what the store knows of chains: what an earlier run has left of them, their steps, and what is billed for them.</summary>
internal sealed class ChainReport(IAnsiConsole console, IChainStore store)
{
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;

    /// <summary>Says what an earlier run has left.</summary>
    /// <returns>The ids of the chains that will go on.</returns>
    public async Task<IReadOnlyList<string>> ListInterruptedAsync()
    {
        var interrupted = new List<string>();
        console.WriteLine();
        await foreach (var chain in store.ListUnfinishedAsync(CancellationToken.None))
        {
            if (chain.Status == ChainStatus.Parked)
            {
                console.MarkupLineInterpolated($"[yellow]{chain.Id} of an earlier run is parked (delete the file to be rid of it): {chain.ParkedReason}[/]");
                continue;
            }

            var steps = await store.ListStepsAsync(chain.Id, CancellationToken.None).CountAsync();
            console.MarkupLineInterpolated($"[green]Resuming {chain.Id}, which was interrupted after {steps} {(steps == 1 ? "step" : "steps")}.[/]");
            interrupted.Add(chain.Id);
        }

        if (interrupted.Count == 0)
        {
            console.MarkupLineInterpolated($"[green]No run was interrupted: starting two orders.[/]");
        }

        console.WriteLine();
        return interrupted;
    }

    /// <summary>Shows the chains that have ended, and the bill.</summary>
    /// <returns>The program's exit code.</returns>
    public async Task<int> ShowAsync(IEnumerable<ChainHandle> chains)
    {
        var runs = new List<MethodRun>();
        var unfinished = 0;
        var exitCode = 0;
        foreach (var handle in chains)
        {
            var chain = (await store.FindAsync(handle.Id, CancellationToken.None))!;
            if (chain.Status == ChainStatus.Running)
            {
                unfinished++;
                continue;
            }

            exitCode = chain.Status == ChainStatus.Completed ? exitCode : 1;
            var steps = await store.ListStepsAsync(chain.Id, CancellationToken.None).ToListAsync();
            runs.AddRange(CallTree.Of(steps));
            console.WriteLine();
            console.Write(StepTable.Create(chain, steps, _startedAt, console.Profile.Width));
            console.MarkupLineInterpolated($"[bold]{chain.Status.ToString().ToLowerInvariant()}[/] {ResultOf(chain)}");
        }

        if (runs.Count > 0)
        {
            console.WriteLine();
            BillTable.Write(console, runs);
        }

        if (unfinished > 0)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[yellow]Interrupted with {unfinished} {(unfinished == 1 ? "chain" : "chains")} unfinished. Run this program again to resume.[/]");
        }

        return exitCode;
    }

    private static string ResultOf(ChainRecord chain) => (chain.Result ?? chain.Error) is { } json ? Encoding.UTF8.GetString(json.Span) : chain.ParkedReason ?? "";
}
