using AsyncSplit.Benchmarks.Compare.Memory.Chains;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>One chain of many calls, of which some are measured: for how long the chain takes from one call to another.</summary>
public abstract class LongChainScenario : Scenario
{
    private const int Runs = 20;
    private const int RunsWhenQuick = 5;

    public override string Unit => "µs/call";

    private protected MemoryHost Host { get; private set; } = null!;

    private protected int RunCount { get; private set; }

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        RunCount = isQuick ? RunsWhenQuick : Runs;
        Host = await MemoryHost.StartAsync().ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What a call takes between two of them, the median of all runs: a collection of garbage in one is none of the calls'.</summary>
    private protected async ValueTask<Measurement> BetweenAsync(int first, int last, Func<IChainClient, Task> run)
    {
        await Host.PurgeAsync().ConfigureAwait(false);
        var times = new List<double>();
        var measured = await Measurement.MillisecondsAsync(async () =>
        {
            for (var number = 0; number < RunCount; number++)
            {
                Marks.Look(first, last);
                await run(Host.Client).ConfigureAwait(false);
                times.Add(Marks.Between.TotalMicroseconds / (last - first));
            }

            Marks.Look(-1, -1);
        }).ConfigureAwait(false);
        return measured with { Value = Comparison.Median(times) };
    }
}
