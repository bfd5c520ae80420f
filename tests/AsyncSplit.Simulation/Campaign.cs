using System.Diagnostics;
using AsyncSplit.Simulation.Shrinking;
using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation;

/// <summary>Runs the worlds of a range of seeds, until one is violated.</summary>
internal sealed class Campaign(int from, int seeds, int jobs)
{
    private readonly Stopwatch _watch = new();
    private int _next = from - 1;
    private int _worlds;
    private long _executions;
    private Scenario? _violated;

    public int Worlds => _worlds;

    public long Executions => _executions;

    public TimeSpan Elapsed => _watch.Elapsed;

    /// <returns>The first scenario that is violated; null where none is.</returns>
    public Scenario? Run()
    {
        _watch.Start();
        var threads = Enumerable.Range(0, jobs).Select(_ => new Thread(RunWorlds)).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        _watch.Stop();
        return _violated;
    }

    private void RunWorlds()
    {
        using var laboratory = new Laboratory();
        while (Volatile.Read(ref _violated) is null && Interlocked.Increment(ref _next) is var seed && seed - from < seeds)
        {
            var scenario = Scenario.Of(seed);
            var violation = Shrinker.Violation(laboratory, scenario, out var executions);
            Interlocked.Increment(ref _worlds);
            Interlocked.Add(ref _executions, executions);
            if (violation is not null)
            {
                Interlocked.CompareExchange(ref _violated, scenario, null);
            }
        }
    }
}
