using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// await using around awaits: statements and declarations, without a variable, null, by pattern, with ConfigureAwait, with exceptions; and without an await inside.
[Case]
public partial class AwaitUsing(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        try
        {
            await using var whole = new AwaitUsingResource(log, "whole");
            await using (var one = new AwaitUsingResource(log, "one"))
            {
                log.Add(await probe.Echo("in one"));
                await probe.Fail(n == 1 ? "custom" : "none", one.Name);
            }

            await using (AwaitUsingResource? none = n > 9 ? whole : null)
            {
                await probe.Note($"none {none is null}");
            }

            await using (var byPattern = new AwaitUsingPattern(log))
            {
                await probe.Note($"pattern {byPattern.Log.Count}");
            }

            await using (new AwaitUsingResource(log, "configured").ConfigureAwait(false))
            {
                log.Add(await probe.Echo("configured"));
            }

            await using (var explicitly = new AwaitUsingExplicit(log, n == 2))
            {
                await Local.Twice(1);
                if (n == 3)
                {
                    return string.Join(", ", log) + await probe.Echo("returned");
                }
            }

            await using (new AwaitUsingResource(log, "inside"))
            {
                log.Add("without an await");
            }

            await using var declared = new AwaitUsingResource(log, await Local.Upper("declared"));
            log.Add("end of try");
        }
        catch (Exception e)
        {
            log.Add(e.Message);
            log.Add(await probe.Echo("caught"));
        }

        await foreach (var x in Numbers())
        {
            log.Add($"{x}");
        }

        return string.Join(", ", log);
    }

    private static async IAsyncEnumerable<int> Numbers()
    {
        await Task.Yield();
        yield return 1;
        yield return 2;
    }
}

public sealed record AwaitUsingResource(List<string> Log, string Name) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        Log.Add($"closing {Name}");
        await Task.Yield();
        Log.Add($"closed {Name}");
    }
}

public sealed record AwaitUsingPattern(List<string> Log)
{
    public Task DisposeAsync()
    {
        Log.Add("by pattern");
        return Task.CompletedTask;
    }
}

public sealed record AwaitUsingExplicit(List<string> Log, bool Fails) : IAsyncDisposable
{
    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await Task.Yield();
        Log.Add("explicit");
        if (Fails)
        {
            throw new InvalidOperationException("disposal");
        }
    }
}
