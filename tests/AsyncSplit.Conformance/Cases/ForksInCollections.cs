using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Started calls in lists, arrays, dictionaries, tuples and records, awaited one by one, in another order, and while more are started.
[Case(UnorderedJournal = true)]
public partial class ForksInCollections(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [4]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var tasks = new List<Task<int>>();
        for (var i = 0; i < n; i++)
        {
            tasks.Add(probe.Add(i, 10));
        }

        var sum = 0;
        foreach (var task in tasks)
        {
            sum += await task;
        }

        var byName = new Dictionary<string, Task<string>> { ["a"] = probe.Echo("x"), ["b"] = probe.Echo("y") };
        var text = await byName["b"] + await byName["a"];
        Task<int>[] array = [probe.Add(1, n), probe.Add(2, n), Task.FromResult(7)];
        sum += await array[1];
        sum += await array[^1] + await array[0];
        var pair = (Left: probe.Add(n, 3), Right: probe.Echo("r"));
        text += await pair.Right;
        sum += await pair.Left;
        var job = new ForksInCollectionsJob("j", probe.Add(5, 5));
        journal.Log($"{job.Name} {sum}");
        sum += await job.Work;
        var queue = new Queue<Task<int>>(Enumerable.Range(0, n).Select(i => probe.Add(i, i)));
        while (queue.TryDequeue(out var next))
        {
            var value = await next;
            sum += value;
            if (value == 2)
            {
                queue.Enqueue(probe.Add(100, 1));
            }
        }

        return $"{text} {sum} {job.Work.Result}";
    }
}

public sealed record ForksInCollectionsJob(string Name, Task<int> Work);
