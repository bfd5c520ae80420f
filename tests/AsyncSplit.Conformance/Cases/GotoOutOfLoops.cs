using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Gotos out of nested loops and try blocks to labels before and after, with finally blocks that await or not.
[Case]
public partial class GotoOutOfLoops(IProbe probe)
{
    public static IEnumerable<object?[]> Inputs => [[0], [1], [2], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var log = "";
        Again:
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 3; j++)
                {
                    try
                    {
                        log += i;
                        if (await probe.Is(i + j == n))
                            goto Out;
                        if (i * j == 4)
                        {
                            goto Again2;
                        }
                    }
                    finally
                    {
                        log += "f";
                    }

                    try
                    {
                        if (j == 2)
                            goto Next;
                    }
                    finally
                    {
                        await probe.Note("n");
                        log += "n";
                    }
                }

                Next:
                    log += await probe.Echo("|");
            }

        Again2:
            log += "a";
        if (log.Length < 12)
            goto Again;
        Out:
            log += await probe.Echo("out");
        return log;
    }
}
