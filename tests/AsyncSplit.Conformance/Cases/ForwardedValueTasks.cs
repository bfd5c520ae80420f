using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Value tasks made of results, of tasks and of chain calls, and tasks made of value tasks.
[Case]
public partial class ForwardedValueTasks(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        await Nothing(n);
        return $"{await Number(n)} {await Squared(n)} {await Wrapped(n)} {await Both(n)}";
    }

    [Chainable]
    public ValueTask Nothing(int n)
    {
        journal.Log("nothing");
        return n switch
        {
            0 => default,
            1 => ValueTask.CompletedTask,
            2 => new ValueTask(probe.Note("wrapped")),
            _ => default(ValueTask),
        };
    }

    [Chainable]
    public ValueTask<int> Number(int n) => n switch
    {
        0 => new(5),
        1 => new ValueTask<int>(n + 1),
        2 => ValueTask.FromResult(7),
        _ => new ValueTask<int>(Local.Twice(n)),
    };

    [Chainable]
    public Task<long> Squared(int n) => n == 0 ? Task.FromResult(0L) : probe.Square(n).AsTask();

    [Chainable]
    public ValueTask<int> Wrapped(int n)
    {
        if (n > 1)
        {
            return new(probe.Add(n, 1));
        }

        return new ValueTask<int>(probe.Add(n, 2));
    }

    [Chainable]
    public ValueTask<long> Both(int n) => n > 2 ? throw new InvalidOperationException("three") : probe.Square(n + 1);
}
