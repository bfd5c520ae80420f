using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// using statements around awaits: one resource, several, none (null), without a variable, nested, left by return, break, continue and goto.
[Case]
public partial class UsingStatements(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        var end = await Body(log, n);
        return $"{end}: {string.Join(", ", end.Log)}";
    }

    [Chainable]
    public async Task<UsingStatementsEnd> Body(List<string> log, int n)
    {
        using (var one = new UsingStatementsResource(log, "one"))
        {
            log.Add(await probe.Echo("in one"));
            one.Uses++;
            if (n == 1)
            {
                return new UsingStatementsEnd(log, $"early {one.Uses} {await probe.Echo("returned")}");
            }
        }

        await probe.Note(string.Join(",", log));
        using (UsingStatementsResource a = new(log, "a"), b = new(log, await probe.Echo("b")), none = null!)
        {
            a.Uses += await probe.Add(1, 2);
            b.Uses = a.Uses;
            log.Add($"{a.Uses} {b.Uses} {none is null}");
        }

        using (UsingStatementsResource? nothing = null)
        {
            await probe.Note($"nothing {nothing is null}");
        }

        using (new UsingStatementsResource(log, "unnamed"))
        using (new UsingStatementsResource(log, await Local.Upper("awaited")))
        {
            log.Add("inside unnamed");
            await Local.Twice(2);
            log.Add("still inside unnamed");
        }

        for (var i = 0; i < 4; i++)
        {
            using (var round = new UsingStatementsResource(log, $"round {i}"))
            {
                if (await probe.Is(i == 1))
                {
                    continue;
                }

                if (i == n)
                {
                    break;
                }

                if (n == 4 && i == 2)
                {
                    await probe.Note("goto");
                    goto Out;
                }

                round.Uses = i;
            }

            log.Add($"after round {i}");
        }

        log.Add(await probe.Echo("loop done"));
    Out:
        journal.Log(string.Join(",", log));
        using (new UsingStatementsResource(log, await Local.Upper("last")))
        {
            log.Add("text");
        }

        return new UsingStatementsEnd(log, "end");
    }
}

public sealed record UsingStatementsEnd(List<string> Log, string Text);

public sealed class UsingStatementsResource : IDisposable
{
    public UsingStatementsResource(List<string> log, string name)
    {
        (Log, Name) = (log, name);
        log.Add($"open {name}");
    }

    [System.Text.Json.Serialization.JsonConstructor]
    public UsingStatementsResource()
    {
    }

    public List<string> Log { get; set; } = [];

    public string Name { get; set; } = "";

    public int Uses { get; set; }

    public void Dispose() => Log.Add($"close {Name} {Uses}");
}
