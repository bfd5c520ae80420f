using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Variables of loops, patterns and catch clauses around and in finally blocks that await.
[Case]
public partial class FinallyAwaitScopes(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[1], [2], [5]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        foreach (var item in await probe.Words("a b"))
        {
            var k = item + n;
            try
            {
                if (k is ['a', .. var rest] && await probe.Is(rest.Length > 0))
                {
                    log += rest;
                    continue;
                }
                log += k;
                if (n == 5)
                    await probe.Fail("custom", k);
            }
            catch (ProbeException e) when (e.Message is var m)
            {
                log += m + await probe.Echo("!");
                if (n == 5)
                    throw;
            }
            finally
            {
                var m = k + item;
                for (var i = 0; i < 2; i++)
                {
                    if (i == 1)
                        break;
                    log += m + await probe.Add(i, n);
                }
            }
        }
        return log;
    }
}
