using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Started calls beside tasks that run in the handler's own process, completed tasks, and null.
[Case(UnorderedJournal = true)]
public partial class ForksAndOtherTasks(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var here = Later(n);
        var there = probe.Add(n, 1);
        var all = await Task.WhenAll(here, there, Task.FromResult(5));
        var text = string.Join(",", all) + here.Result;
        Task<int> either = n == 0 ? Task.FromResult(3) : n == 1 ? probe.Add(1, 1) : Later(9);
        var count = 0;
        count += await either;
        Task<int>? maybe = n == 2 ? probe.Add(2, 2) : null;
        if (maybe != null)
        {
            count += await maybe;
        }

        var kept = Later(n + 1);
        await probe.Note("between");
        count += await kept;
        journal.Log($"{count}");
        Task plain = n == 1 ? Task.CompletedTask : probe.Note("plain");
        await plain;
        text += plain.IsCompletedSuccessfully;
        ValueTask<int> value = new(4);
        var asTask = ValueCall(n).AsTask();
        return $"{text} {count + await value + await asTask}";
    }

    private static async Task<int> Later(int n)
    {
        await Task.Yield();
        return n;
    }

    [Chainable]
    private async ValueTask<int> ValueCall(int n) => await probe.Add(n, 30);
}
