using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Awaits in finally blocks, with break, continue, return and exceptions passing through, nested.
[Case]
public partial class FinallyAwaitsLoops(IProbe probe, Journal journal)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3], [4], [5], [6]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        try
        {
            for (var i = 0; i < 3; i++)
            {
                try
                {
                    log += "t" + i;
                    if (n == 1 && i == 1)
                        break;
                    if (n == 2)
                        continue;
                    if (n == 3 && i == 1)
                        return log + await probe.Echo("returned");
                    if (n == 4 && i == 1)
                        await probe.Fail("custom", "four");
                    if (n == 5 && i == 0)
                        throw new InvalidOperationException(log);
                    log += await probe.Echo("b");
                }
                catch (InvalidOperationException e) when (e.Message == "t0")
                {
                    log += await probe.Echo("c");
                    if (n == 5)
                        continue;
                }
                finally
                {
                    try
                    {
                        log += await probe.Echo($"f{i}");
                        if (n == 6 && i == 1)
                            await probe.Fail("timeout", "six");
                    }
                    finally
                    {
                        await probe.Note($"inner {i} {log.Length}");
                        log += "g";
                    }
                }
                log += "e";
            }
        }
        catch (TimeoutException e)
        {
            log += e.Message;
        }
        finally
        {
            await Local.Twice(1);
            journal.Log("last " + log);
        }
        return log;
    }
}
