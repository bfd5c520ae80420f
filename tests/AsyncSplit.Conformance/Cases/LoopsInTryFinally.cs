using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Loops with break and continue at depth, in try blocks with finally, inside loops.
[Case]
public partial class LoopsInTryFinally(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            try
            {
                foreach (var word in new[] { "a", "b", "c" })
                {
                    try
                    {
                        if (i == 1)
                            break;
                        if (word == "b" && await probe.Is(i % 2 == 0))
                            continue;
                        var j = 0;
                        do
                        {
                            try
                            {
                                if (j == n)
                                    break;
                                log.Add($"{i}{word}{j}" + await probe.Echo("!"));
                                if (i == 3)
                                    return string.Join(",", log);
                                if (i == 2)
                                    continue;
                            }
                            finally
                            {
                                journal.Log($"inner {j}");
                            }
                        }
                        while (j++ < 2 && await probe.Is(j < 3));
                    }
                    finally
                    {
                        journal.Log($"middle {word}");
                        if (word == "c" && i == 0)
                            throw new InvalidOperationException("c");
                    }
                }
            }
            catch (InvalidOperationException e) when (Filter(e))
            {
                log.Add(await probe.Echo(e.Message));
                continue;
            }
            finally
            {
                journal.Log($"outer {i}");
            }
            log.Add($"end {i}");
        }
        return string.Join(",", log);
    }

    private bool Filter(Exception e)
    {
        journal.Log($"filter {e.Message}");
        return e.Message == "c";
    }
}
