using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// await using in loops and try blocks, around awaits, and inside await foreach without one.
[Case]
public partial class AwaitUsingInLoops(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        await foreach (var q in Numbers(n))
        {
            await using var a = new AwaitUsingInLoopsR(log, "in" + q);
            log.Add("q" + q);
        }

        for (var i = 0; i < n; i++)
        {
            await using var a = new AwaitUsingInLoopsR(log, "a" + i);
            if (i == 1)
                continue;
            await Local.Twice(i);
            try
            {
                await using (new AwaitUsingInLoopsR(log, "b"))
                {
                    await probe.Fail(i == 2 ? "invalid" : "none", "f");
                }
            }
            catch (Exception e)when (log.Count > 2)
            {
                log.Add(e.Message);
                break;
            }
        }

        return string.Join(",", log);
    }

    static async IAsyncEnumerable<int> Numbers(int n)
    {
        for (var i = 0; i < n; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}

public sealed record AwaitUsingInLoopsR(List<string> Log, string Name) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        Log.Add("close " + Name);
    }
}
