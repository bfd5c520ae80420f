using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Awaits after which nothing is left of a handler without a result: in branches, in switch sections, before return.
[Case]
public partial class TailStatements(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5], [6]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        try
        {
            await Branches(n);
            await Sections(n);
            await Chosen(n);
            await Guarded(n);
            await Discards(n);
            await Loop(n);
            await Arrow(n);
            return $"{await Deep(n, 0)}";
        }
        catch (InvalidOperationException e)
        {
            return $"failed {e.Message}";
        }
    }

    [Chainable]
    private async Task Branches(int n)
    {
        if (n == 0)
        {
            await probe.Note("zero");
        }
        else if (n == 1)
        {
            journal.Log("one");
            await Local.Twice(n);
        }
        else
        {
            {
                await probe.Note("more");
                await Fails(n);
            }
        }
    }

    private static async Task Fails(int n)
    {
        await Task.Yield();
        if (n == 6)
        {
            throw new InvalidOperationException("six");
        }
    }

    [Chainable]
    private async Task Sections(int n)
    {
        switch (n)
        {
            case 1:
                await probe.Note("section 1");
                break;
            case 2:
                await probe.Note("section 2");
                return;
            case 3:
                await probe.Note("section 3");
                goto case 4;
            case 4:
                journal.Log("section 4");
                break;
            default:
            {
                await probe.Note("other");
                break;
            }
        }
    }

    [Chainable]
    private async ValueTask Chosen(int n)
    {
        if (n > 3)
        {
            await probe.Note("early");
            return;
        }

        await probe.Note("late");
        return;
    }

    [Chainable]
    private async Task Guarded(int n)
    {
        try
        {
            await probe.Note("guarded");
        }
        finally
        {
            journal.Log($"left {n}");
        }
    }

    [Chainable]
    private async Task Discards(int n)
    {
        journal.Log("discards");
        await probe.Add(n, 1);
    }

    [Chainable]
    private async Task Loop(int n)
    {
        for (var i = 0; i < n; i++)
        {
            await probe.Note($"round {i}");
        }
    }

    [Chainable]
    private async Task Arrow(int n) => await probe.Note($"arrow {n}");

    [Chainable]
    private async Task<int> Deep(int n, int depth)
    {
        if (depth == n)
        {
            return await Local.Twice(depth);
        }

        return n % 2 == 0 ? await Deep(n, depth + 1) : await (Deep(n, n)).ConfigureAwait(false);
    }
}
